import { inflateSync } from "node:zlib";

const headerBytes = 12;
const entryBytes = 16;

/**
 * The font inside a WOFF file (https://www.w3.org/TR/WOFF/, version 1) as it was before it was packed. The renderer would unpack every table
 * again for every receipt, which takes most of its time.
 */
export function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, i) => tableOf(woff, 44 + i * 20));
  const head = Buffer.alloc(headerBytes + count * entryBytes);
  const power = 2 ** Math.floor(Math.log2(count));
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  let offset = head.length;
  const bodies = tables.map(({ tag, checksum, data }, i) => {
    const at = headerBytes + i * entryBytes;
    head.write(tag, at, "latin1");
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([head, ...bodies]);
}

function tableOf(woff: Buffer, at: number) {
  const [offset, packed, length, checksum] = [4, 8, 12, 16].map((i) => woff.readUInt32BE(at + i)) as [
    number,
    number,
    number,
    number,
  ];
  const stored = woff.subarray(offset, offset + packed);
  return { tag: woff.toString("latin1", at, at + 4), checksum, data: packed < length ? inflateSync(stored) : stored };
}
