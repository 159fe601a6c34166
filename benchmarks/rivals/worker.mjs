// One engine in one process: each line read is one fill, each line written its milliseconds; "save FILE" keeps
// the last document, "peak" tells the largest memory in KiB. node worker.mjs ENGINE TEMPLATE DATA
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const [engine, template, input] = process.argv.slice(2);
const data = JSON.parse(readFileSync(input, "utf8"));
const bytes = readFileSync(template);
const require = createRequire(import.meta.url);

const engines = {
  async carbone() {
    const carbone = require("carbone");
    const render = promisify(carbone.render);
    return () => render(template, data, {});
  },
  async docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async () => {
      const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true, linebreaks: true });
      document.render(data);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE", compressionOptions: { level: 6 } });
    };
  },
  async "easy-template-x"() {
    const { TemplateHandler } = await import("easy-template-x");
    return () => new TemplateHandler().process(bytes, data);
  },
};

const fill = await engines[engine]();
let last;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "peak") console.log(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  else if (line.startsWith("save ")) {
    writeFileSync(line.slice(5), last);
    console.log("saved");
  } else {
    const start = performance.now();
    last = await fill();
    console.log(performance.now() - start);
  }
}
