// Judges any number of EPUB files with Ace in one process and one browser.
// The argument is Ace's folder. Each line of the input is a file name; the answer is one line of JSON: Ace's
// report, or {"error": …}.
"use strict";
const { createRequire } = require("node:module");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");

const inside = createRequire(path.join(process.argv[2], "lib", "index.js"));
const { ARGS } = require("./browser.js");
// Ace's own browser has no sandbox and a network.
const puppeteer = createRequire(inside.resolve("@daisy/ace-axe-runner-puppeteer"))("puppeteer");
const launch = puppeteer.launch.bind(puppeteer);
puppeteer.launch = (options) => launch({ ...options, pipe: true, args: ARGS });
const runner = inside("@daisy/ace-axe-runner-puppeteer");
const deep = createRequire(inside.resolve("@daisy/ace-cli-shared"));
const ace = deep("@daisy/ace-core");

// Ace opens and closes a browser for each book; this one stays open for all of them.
const browser = { ...runner, launch: async () => {}, close: async () => {} };
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "triptych-ace-"));
const answer = (value) => fs.writeSync(1, JSON.stringify(value) + "\n");
// Ace prints what it could not judge before it throws the same; nothing but an answer may stand on the output.
console.log = () => {};

async function judge(file, number) {
  const outdir = path.join(scratch, String(number), "out");
  const options = { cwd: process.cwd(), outdir, tmpdir: path.join(scratch, String(number), "tmp"), initLogger: false, silent: true };
  const [, report] = await ace(file, options, browser);
  return report;
}

async function main() {
  deep("@daisy/ace-logger").initLogger({ silent: true, fileName: path.join(scratch, "ace.log") });
  await runner.launch();
  let number = 0;
  for await (const file of readline.createInterface({ input: process.stdin })) {
    number += 1;
    try {
      answer(await judge(file, number));
    } catch (error) {
      answer({ error: String((error && error.message) || error) });
    }
    fs.rmSync(path.join(scratch, String(number)), { recursive: true, force: true });
  }
  await runner.close();
}

main()
  .catch((error) => {
    console.error(String((error && error.message) || error));
    process.exitCode = 1;
  })
  .finally(() => {
    fs.rmSync(scratch, { recursive: true, force: true });
    process.exit();
  });
