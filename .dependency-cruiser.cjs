/**
 * Which room may know which (docs/architecture: work flows from left to right, imports go from right to left):
 *
 *   core <- people, supply, demand <- booking, visits, billing <- reception <- matching <- interop <- main, cli
 *
 * Rooms of one step do not know each other. Every room may use `platform`. Tests may arrange through any room.
 */
const steps = [
  ["people", "supply", "demand"],
  ["booking", "visits", "billing"],
  ["reception"],
  ["matching"],
  ["interop"],
];
const tests = "[.]test[.]tsx?$";

const directions = steps.map((rooms, step) => {
  const known = ["core", "platform", ...steps.slice(0, step).flat()];
  return {
    name: `direction-${rooms[0]}`,
    comment: `${rooms.join(", ")} may import ${known.join(", ")} and nothing else of src/.`,
    severity: "error",
    from: { path: `^src/(${rooms.join("|")})/`, pathNot: tests },
    to: { path: "^src/", pathNot: `^src/(${known.join("|")}|$1)/` },
  };
});

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    ...directions,
    rule(
      "core-knows-nothing",
      "Pure rules import only each other.",
      { path: "^src/core/", pathNot: tests },
      { path: "^src/", pathNot: "^src/core/" },
    ),
    rule(
      "core-packages",
      "The page runs core too: no Node, and only these packages.",
      { path: "^src/core/", pathNot: tests },
      {
        dependencyTypes: ["core", "npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg"],
        pathNot: "^node_modules/(temporal-polyfill|temporal-spec|libphonenumber-js|zod)/",
      },
    ),
    rule(
      "platform-knows-core",
      "The platform serves every room and knows none.",
      { path: "^src/platform/", pathNot: tests },
      { path: "^src/", pathNot: "^src/(core|platform)/" },
    ),
    rule(
      "own-statements",
      "A room's SQL is its own; others call its exported functions. The platform is no room.",
      { path: "^src/([^/]+)/", pathNot: tests },
      { path: "^src/[^/]+/.*[.]sql[.]ts$", pathNot: "^src/($1|platform)/" },
    ),
    rule(
      "main-is-the-top",
      "Only the command line starts the whole.",
      { pathNot: "^(src/cli|test|bench)/" },
      { path: "^src/main[.]ts$" },
    ),
    rule(
      "cli-is-the-top",
      "Nothing is built on the command line.",
      { path: "^(src|web)/", pathNot: `^src/cli/|${tests}` },
      { path: "^src/cli/" },
    ),
    rule(
      "page-knows-core-and-schemas",
      "The page talks HTTP; it shares rules and schemas with the server and nothing else.",
      { path: "^web/", pathNot: tests },
      { path: "^src/", pathNot: "^src/(core/|.+/[a-z-]*schemas[.]ts$)" },
    ),
    rule("server-knows-no-page", "", { path: "^src/", pathNot: tests }, { path: "^(web|test|bench|scripts)/" }),
    rule(
      "server-packages-are-dependencies",
      "A production install leaves development packages out.",
      { path: "^src/", pathNot: tests },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "no-circle",
      "Two files that need each other are one file, or miss a third. A page that the router loads later may know the router.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["dynamic-import"] } },
    ),
    rule("resolvable", "An import that leads nowhere.", {}, { couldNotResolve: true }),
    rule(
      "declared",
      "A package that package.json does not name.",
      {},
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"],
    },
  },
};
