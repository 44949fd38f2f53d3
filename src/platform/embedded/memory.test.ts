import { expect, test } from "vitest";
import { memorySettings } from "./memory.ts";

const gigabyte = 1024 ** 3;

test.each([
  ["half a gigabyte", 0.5, "128MB", "256MB"],
  ["one gigabyte", 1, "128MB", "512MB"],
  ["two gigabytes", 2, "256MB", "1024MB"],
  ["a desk's machine", 8, "1024MB", "4096MB"],
  ["a large server", 256, "4096MB", "131072MB"],
])("PostgreSQL on %s", (_, gigabytes, pages, cache) => {
  expect(memorySettings(gigabytes * gigabyte)).toEqual({ shared_buffers: pages, effective_cache_size: cache });
});
