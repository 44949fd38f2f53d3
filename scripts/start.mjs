import "./node-version.mjs";

const { become } = await import("./command.mjs");
await become(["start", "--demo", ...process.argv.slice(2)]);
