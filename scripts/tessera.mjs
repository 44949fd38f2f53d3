import "./node-version.mjs";

const { become } = await import("./command.mjs");
await become(process.argv.slice(2));
