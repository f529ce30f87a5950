"""Tags that show something of another site: a video as its player, a post or listing as a link."""

import html
import re
from collections.abc import Callable

from triptych.dialects import blocks
from triptych.dialects.paired import Tag

_PLAYERS = {
    "youtube": "https://www.youtube.com/embed/{}",
    "yt": "https://www.youtube.com/embed/{}",
    "youtube-embed": "https://www.youtube.com/embed/{}",
    "youtube-lite": "https://www.youtube.com/embed/{}",
    "youtubeembed": "https://www.youtube.com/embed/{}",
    "youtubelite": "https://www.youtube.com/embed/{}",
    "youtube-simple": "https://www.youtube.com/embed/{}",
    "vimeo-simple": "https://player.vimeo.com/video/{}",
    "lite-youtube": "https://www.youtube.com/embed/{}",
    "youtubevideo": "https://www.youtube.com/embed/{}",
    "vimeo": "https://player.vimeo.com/video/{}",
    "dailymotion": "https://www.dailymotion.com/embed/video/{}",
    "bilibili": "https://player.bilibili.com/player.html?bvid={}",
    "loom": "https://www.loom.com/embed/{}",
    "spotify": "https://open.spotify.com/embed/{}",
    "asciinema": "https://asciinema.org/a/{}",
}
_LINKS = {
    "tweet": ("A post on X", "https://x.com/{}"),
    "twitter": ("A post on X", "https://x.com/{}"),
    "x": ("A post on X", "https://x.com/{}"),
    "x-simple": ("A post on X", "https://x.com/{}"),
    "twitter-simple": ("A post on X", "https://x.com/{}"),
    "instagram": ("A picture on Instagram", "https://www.instagram.com/p/{}/"),
    "instagram-simple": ("A picture on Instagram", "https://www.instagram.com/p/{}/"),
    "gist": ("A gist on GitHub", "https://gist.github.com/{}"),
    "codepen": ("A pen on CodePen", "https://codepen.io/{}"),
    "jsfiddle": ("A fiddle on JSFiddle", "https://jsfiddle.net/{}"),
    "codesandbox": ("A sandbox on CodeSandbox", "https://codesandbox.io/s/{}"),
    "github": ("A repository on GitHub", "https://github.com/{}"),
    "github-card": ("A repository on GitHub", "https://github.com/{}"),
    "soundcloud": ("A track on SoundCloud", "https://soundcloud.com/{}"),
    "mastodon": ("A post on Mastodon", "https://{}"),
    "speakerdeck": ("A talk on Speaker Deck", "https://speakerdeck.com/player/{}"),
    "slideshare": ("A talk on SlideShare", "https://www.slideshare.net/{}"),
}


def _id_of(tag: Tag) -> str:
    """Return what a tag says of the thing that it shows: an id or an address."""
    values = tag.values
    keys = ("id", "videoid", "video_id", "url", "src", "href", "v", "link", "uri", "repo", "gist")
    named = next((values[key] for key in keys if values.get(key)), "")
    return (named or next(iter(tag.words), "")).strip()


_IN_ADDRESS = {
    "youtube": re.compile(r"(?:youtu\.be/|[?&]v=|/embed/|/shorts/|/live/)([\w-]{6,})"),
    "vimeo": re.compile(r"vimeo\.com/(?:video/)?(\d+)"),
    "spotify": re.compile(r"open\.spotify\.com/(?:embed/)?([\w/]+)"),
}


def _player(name: str, address: str) -> Callable[[Tag], str]:
    """Return the rule of a player, of whose page editions have a still and a link."""

    def rule(tag: Tag) -> str:
        uid = _id_of(tag)
        if not uid:
            return tag.inner or ""
        known = _IN_ADDRESS.get(
            "youtube" if name.startswith(("y", "lite")) else name.removesuffix("-simple")
        )
        if "/" in uid and known and (found := known.search(uid)):
            uid = found[1]
        whole = uid if re.match(r"https?:", uid) else address.format(uid)
        title = (
            tag.values.get("title", "") or tag.values.get("label", "") or (tag.inner or "").strip()
        )
        return f'\n\n<iframe src="{html.escape(whole)}" title="{html.escape(title)}"></iframe>\n\n'

    return rule


def _linked(name: str, words: str, address: str) -> Callable[[Tag], str]:
    """Return the rule of what is shown as a link, its text with it where it is there."""

    def rule(tag: Tag) -> str:
        uid, values = _id_of(tag), tag.values
        if name == "gist" and len(tag.words) > 1 and "/" not in uid:
            is_file = "." in tag.words[1]
            uid = uid if is_file else f"{uid}/{tag.words[1]}"
        if name in ("tweet", "twitter", "x", "x-simple", "twitter-simple") and "/" not in uid:
            user = values.get("user") or values.get("username") or "i"
            uid = f"{user}/status/{uid}" if uid else ""
        if name == "mastodon" and values.get("host"):
            uid = f"{values['host']}/@{values.get('user', '')}/{values.get('id', '')}"
        if name == "codepen" and "/" not in uid and (values.get("user") or len(tag.words) > 1):
            uid = f"{values.get('user') or tag.words[1]}/pen/{uid}"
        title = values.get("title", "") or words
        if not uid:
            return tag.inner or ""
        made = blocks.link(title, uid if re.match(r"https?:", uid) else address.format(uid))
        text = (tag.inner or "").strip()
        return f"\n\n{made}\n\n{text}\n\n" if tag.is_block else f"{made} {text}".strip()

    return rule


def _file(element: str) -> Callable[[Tag], str]:
    """Return the rule of a sound or a film in a file."""

    def rule(tag: Tag) -> str:
        keys = ("src", "url", "path", "file", "mp4", "webm", "mp3")
        address = next((tag.values[key] for key in keys if tag.values.get(key)), "")
        address = address or next(iter(tag.words), "")
        provider, uid = tag.values.get("provider", "").lower(), tag.values.get("id", "")
        if uid and provider in _PLAYERS:
            address = _PLAYERS[provider].format(uid)
            return f'\n\n<iframe src="{html.escape(address)}" title=""></iframe>\n\n'
        if "youtu" in address:
            return _player("youtube", _PLAYERS["youtube"])(tag)
        title = tag.values.get("title", "") or tag.values.get("caption", "")
        kept = f'<{element} src="{html.escape(address)}" title="{html.escape(title)}"></{element}>'
        return f"\n\n{kept}\n\n" if address else tag.inner or ""

    return rule


RULES: dict[str, Callable[[Tag], str]] = {
    **{name: _player(name, address) for name, address in _PLAYERS.items()},
    **{name: _linked(name, *link) for name, link in _LINKS.items()},
    **{name: _file("video") for name in ("video", "video-embed", "videoembed", "mp4")},
    **{name: _file("audio") for name in ("audio", "sound", "mp3")},
}
"""The rule of each name."""
