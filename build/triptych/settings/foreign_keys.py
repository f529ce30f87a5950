"""Keys that other tools read from front matter: Triptych ignores them without a word.

A key that has a name of ours in ``wording.BORROWED`` is reported all the same, for its value is lost.
"""

_TOOLS: dict[str, str] = {
    "Astro": """
        asindexpage banner coverimage draft_reason editurl featured head hero heroimage herotitle
        layout moddatetime next ogimage pagefind postslug prev pubdatetime scheduled
        tableofcontents template updateddate
    """,
    "DEV and Hashnode": """
        domain enabletableofcontents hidefromhashnodecommunity id main_image published
        seodescription seotitle
    """,
    "Docusaurus": """
        custom_edit_url displayed_sidebar hide_reading_time hide_table_of_contents hide_title id
        image_url last_update no_comments pagination_label pagination_next pagination_prev
        parse_number_prefixes sidebar_class_name sidebar_custom_props sidebar_key sidebar_label
        sidebar_position title_meta toc_max_heading_level toc_min_heading_level truncate unlisted
        wrapperclassname
    """,
    "Eleventy": """
        dynamicpermalink eleventycomputed eleventyexcludefromcollections eleventyimport
        eleventynavigation layout override pagination permalink templateclass templateengineoverride
    """,
    "Gatsby": "embeddedimages featuredimage featuredpost path templatekey",
    "Ghost": """
        codeinjection_foot codeinjection_head comment_id created_at custom_excerpt custom_template
        email_subject excerpt feature_image feature_image_alt feature_image_caption featured html
        meta_description meta_title primary_author primary_tag published_at reading_time status type
        updated_at uuid visibility
    """,
    "GitHub, GitLab and MDN documentation": """
        allowtitletodifferfromfilename browser_compat changelog children defaultplatform defaulttool
        effectivedate featuredlinks group info intro minitocmaxheadinglevel page_type permissions
        product spec_urls stage topics versions
    """,
    "Hexo": """
        abbrlink aplayer categories comments disablenunjucks excerpt highlight_shrink layout mathjax
        password permalink photos published sticky thumbnail top top_img
    """,
    "Hugo": """
        _build aliases audio build cascade categories comments disablehljs disableshare editpost
        expirydate featured_image headless hidemeta images iscjklanguage katex layout linktitle
        markup math mathjax menu menus mermaid outputs params publishdate resources searchhidden
        showbreadcrumbs showpostnavlinks showreadingtime showtoc showwordcount sitemap tocopen
        translationkey type url usehugotoc videos weight
    """,
    "Jekyll": """
        author_profile category categories classes collection comments excerpt excerpt_separator
        feature grand_parent has_children has_toc header hidden img_path last_modified_at layout
        math media_subpath mermaid nav_exclude nav_order parent permalink pin published read_time
        redirect_from redirect_to related render_with_liquid search_exclude share sidebar sitemap
        sticky teaser toc_icon toc_label toc_sticky
    """,
    "Jupyter and MyST": """
        affiliations biblio binder downloads exports github jupyter jupytext kernelspec myst
        numbering open_access parts site thumbnail venue
    """,
    "MkDocs and Material for MkDocs": """
        categories comments disable_toc edit_url extra_css git_revision_date hero hide icon
        ignore_macros links pin readtime render_macros revision_date search social status template
    """,
    "note-taking programs: Obsidian, Logseq, Dendron, Joplin": """
        alias aliases altitude banner banner_icon completed created cssclass cssclasses desc due
        excalidraw_plugin icon id kanban_plugin latitude location longitude nav_order permalink
        public publish rating stub type uid up
    """,
    "pandoc, Quarto and R Markdown": """
        about abstract_title acknowledgements acknowledgments affiliations always_allow_html
        anchor_sections appendix_style book by_author cache callout_appearance callout_icon
        categories citation citation_location classoption code_annotations code_copy code_fold
        code_line_numbers code_link code_overflow code_summary code_tools colorlinks comments
        crossref css date_format date_modified documentclass doi editor editor_options
        embed_resources engine execute fig_align fig_cap_location fig_dpi fig_format fig_height
        fig_width filters fontfamily fontsize format freeze funding geometry header_includes
        highlight_style html_math_method include_after_body include_before_body include_in_header
        institute jupyter keep_md keep_tex knitr lightbox link_bibliography link_citations linkcolor
        linestretch listing mainfont mathfont monofont nocite number_depth number_offset order output
        output_dir output_file page_layout papersize params prefer_html project reference_location
        reference_section_title sansfont self_contained shift_heading_level_by shortcodes site
        smooth_scroll standalone subject syntax_highlighting tbl_cap_location thanks toc_depth
        toc_expand toc_location toc_title top_level_division urlcolor vignette website
    """,
    "Pelican": """
        category gittime headercover save_as series_index status template translation url
    """,
    "Sphinx": "html_theme nocomments nosearch orphan tocdepth",
    "VitePress and VuePress": """
        article aside breadcrumb contributors editlink features footer head hero lastupdated layout
        markdownstyles navbar next outline outlinetitle pageclass pageinfo permalinkpattern prev
        sidebar sidebardepth timeline titletemplate
    """,
    "Zola": """
        aliases extra generate_feed generate_feeds in_search_index insert_anchor_links page_template
        paginate_by path sort_by taxonomies template transparent weight
    """,
}
"""The keys of each tool, in lower case with ``_`` for ``-``."""

_PREFIXES = ("codeinjection_", "meta_", "ms.", "og_", "og:", "seo_", "twitter_", "twitter:")
"""How keys for search engines and social networks begin, whatever the tool."""

_INNER: dict[str, str] = {
    "author": """
        affiliation affiliations avatar corresponding degrees email equal_contributor github gitlab
        gravatar image image_url imageurl key linkedin location mastodon metadata nickname note
        orcid page permalink role roles social socials title twitter website
    """,
    "image": "feature height lqip src_set teaser thumbnail title width",
    "series": "name order part weight",
}
"""The keys of other tools inside a table of ours."""

_ALIKE = {"authors": "author"}

_SILENT = frozenset(key for keys in _TOOLS.values() for key in keys.split())


def is_foreign(path: tuple[str | int, ...]) -> bool:
    """Whether another tool reads the key at ``path``: ``("layout",)``, ``("author", "orcid")``."""
    *tables, key = [str(part).lower().replace("-", "_") for part in path if isinstance(part, str)]
    if not tables:
        return key in _SILENT or key.startswith(_PREFIXES)
    return key in _INNER.get(_ALIKE.get(tables[0], tables[0]), "").split()
