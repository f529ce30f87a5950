import something from "somewhere";

export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy("src/img");
  eleventyConfig.addPairedShortcode("spark", (content) => `<b>${content}</b>`);
  return {
    markdownTemplateEngine: "njk",
    pathPrefix: "/room/",
    dir: { input: "src", output: "dist" },
  };
}
