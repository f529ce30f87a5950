// Judges any number of HTML pages with axe-core in one browser.
// The arguments are axe-core's file and the folder of a package that depends on puppeteer. Each line of the input
// is a file name; the answer is one line of JSON: a list of {view, id, help, impact, url, nodes}, or {"error": …}.
"use strict";
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");

const { ARGS } = require("./browser.js");
const puppeteer = createRequire(path.join(process.argv[3], "package.json"))("puppeteer");
const axe = fs.readFileSync(process.argv[2], "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// A dark screen changes only colours, a narrow one only the layout.
const VIEWS = [
  { name: "wide", width: 1200, scheme: "light", run: { type: "tag", values: TAGS } },
  { name: "dark", width: 1200, scheme: "dark", run: { type: "rule", values: ["color-contrast", "link-in-text-block"] } },
  { name: "narrow", width: 360, scheme: "light", run: { type: "tag", values: TAGS } },
];
const OWN = "http://page.invalid/";
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline' data:; img-src data:; font-src data:; media-src data:; base-uri 'none'; form-action 'none'";
const kindOf = (file) => (/\.x(ht|html)$/i.test(file) ? "application/xhtml+xml" : "text/html");
const answer = (value) => fs.writeSync(1, JSON.stringify(value) + "\n");

function plain(view, violation) {
  const nodes = violation.nodes.map((node) => ({ target: node.target.flat().join(" "), html: node.html.slice(0, 400), why: node.failureSummary }));
  return { view, id: violation.id, help: violation.help, impact: violation.impact, url: violation.helpUrl, nodes };
}

async function judge(browser, file) {
  const page = await browser.newPage();
  try {
    await page.setRequestInterception(true);
    // The page is handed over once, with a policy under which it runs nothing and loads only what it carries.
    const body = fs.readFileSync(file);
    let isHandedOver = false;
    page.on("request", (request) => {
      if (request.url() === OWN && !isHandedOver) {
        isHandedOver = true;
        const headers = { "Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer" };
        return request.respond({ status: 200, contentType: kindOf(file), headers, body });
      }
      return request.url().startsWith("data:") ? request.continue() : request.abort("aborted");
    });
    await page.setViewport({ width: VIEWS[0].width, height: 900 });
    await page.goto(OWN, { waitUntil: "domcontentloaded" });
    await page.evaluate(axe);
    const found = [];
    for (const view of VIEWS) {
      await page.setViewport({ width: view.width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
      const options = { runOnly: view.run, resultTypes: ["violations"] };
      const result = await page.evaluate((given) => window.axe.run(document, given), options);
      found.push(...result.violations.map((violation) => plain(view.name, violation)));
    }
    return found;
  } finally {
    await page.close().catch(() => null);
  }
}

async function main() {
  const launch = async () => {
    const browser = await puppeteer.launch({ headless: true, pipe: true, args: ARGS, protocolTimeout: 60_000 });
    // A page opens no other.
    browser.on("targetcreated", (target) => target.opener() && target.page().then((page) => page?.close()).catch(() => null));
    return browser;
  };
  let browser = await launch();
  for await (const file of readline.createInterface({ input: process.stdin })) {
    try {
      // A page that brings its browser down or to a stand is tried once more, in a new one.
      const found = await judge(browser, file).catch(() => null);
      if (found === null) {
        browser.process()?.kill("SIGKILL");
        browser = await launch();
      }
      answer(found ?? (await judge(browser, file)));
    } catch (error) {
      answer({ error: String((error && error.message) || error) });
    }
  }
  await browser.close();
}

main()
  .catch((error) => {
    console.error(String((error && error.message) || error));
    process.exitCode = 1;
  })
  .finally(() => process.exit());
