// Imported first by every script, before anything that an old Node cannot parse.
const [major, minor] = process.versions.node.split(".").map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
if (!fits) {
  process.stderr.write(
    "Tessera needs Node 20.19 or newer (of Node 22: 22.12 or newer); this is Node " + process.versions.node + ".\n",
  );
  process.exit(1);
}
