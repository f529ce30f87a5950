module.exports = {
  title: "The lamp room",
  url: "https://lamps.example/",
  language: "en-GB",
  year: new Date().getFullYear(),
  author: { name: "Ada Wick" },
};
