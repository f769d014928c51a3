import { inflateSync } from "node:zlib";

import type { Picture } from "../view/echo-machine.ts";

const SIGNATURE_BYTES = 8;
/** Length, type and checksum of a chunk. */
const FRAME_BYTES = 12;
const PIXEL = 3;

/** PNG as qemu writes it: 8 bits a colour, no transparency, not interlaced (PNG, third edition). */
export function parsePng(file: Buffer): Picture {
  const data: Buffer[] = [];
  for (let at = SIGNATURE_BYTES; at < file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") data.push(file.subarray(at + 8, at + 8 + length));
    at += FRAME_BYTES + length;
  }
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, colour] = file.subarray(24, 26);
  if (depth !== 8 || colour !== 2) throw new Error("no PNG of qemu's");
  const stride = PIXEL * width;
  const raw = inflateSync(Buffer.concat(data));
  const rgb = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1);
    const filter = raw[from] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const to = y * stride + x;
      const left = x < PIXEL ? 0 : (rgb[to - PIXEL] ?? 0);
      const up = y === 0 ? 0 : (rgb[to - stride] ?? 0);
      const corner = x < PIXEL || y === 0 ? 0 : (rgb[to - stride - PIXEL] ?? 0);
      rgb[to] = (raw[from + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return { width, height, rgb };
}

/** What a filter adds to a byte: the byte to its left, above, both's mean, or whichever fits best (Paeth). */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter === 4) return paeth(left, up, corner);
  return 0;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((byte) => Math.abs(guess - byte));
  if (toLeft === undefined || toUp === undefined || toCorner === undefined) return 0;
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
