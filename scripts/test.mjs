import "./node-version.mjs";

const { test } = await import("./test-stages.mjs");
process.exitCode = await test(process.argv.slice(2));
