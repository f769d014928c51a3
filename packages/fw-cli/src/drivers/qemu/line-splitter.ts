/** Cuts bytes that arrive in pieces into lines; each byte is looked at once. */
export interface LineSplitter {
  /**
   * The lines that `chunk` completes, without their ends.
   *
   * @throws RangeError when a line grows beyond the limit
   */
  push(chunk: Buffer): readonly Buffer[];
}

/** A splitter that keeps at most `maxBytes` of a line whose end has not come. */
export function lineSplitter(maxBytes: number): LineSplitter {
  let parts: Buffer[] = [];
  let held = 0;
  const hold = (part: Buffer): void => {
    held += part.length;
    if (held > maxBytes) throw new RangeError(`a line of more than ${maxBytes} bytes`);
    parts.push(part);
  };
  return {
    push(chunk) {
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
        hold(chunk.subarray(start, end));
        lines.push(Buffer.concat(parts, held));
        [parts, held, start] = [[], 0, end + 1];
      }
      if (start < chunk.length) hold(chunk.subarray(start));
      return lines;
    },
  };
}
