// How does a ZIP file come out the same bytes every time? Its entries' clock times are set to one fixed date.

/** 1980-01-01 00:00, the first that the format knows, as MS-DOS date and time. */
const date = 0x0021;

/**
 * Sets the time of every entry, in place and in the directory at the end (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16).
 * @throws Error when the bytes are no plain ZIP file
 */
export function withFixedDates(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error("these bytes are no ZIP file");
  const out = Buffer.from(zip);
  let at = out.readUInt32LE(end + 16);
  for (let entry = 0; entry < out.readUInt16LE(end + 10); entry++) {
    if (out.readUInt32LE(at) !== 0x02014b50) throw new Error("the directory of the ZIP file is damaged");
    stamp(out, at + 12);
    stamp(out, out.readUInt32LE(at + 42) + 10);
    at += 46 + out.readUInt16LE(at + 28) + out.readUInt16LE(at + 30) + out.readUInt16LE(at + 32);
  }
  return out;
}

function stamp(zip: Buffer, at: number): void {
  zip.writeUInt16LE(0, at);
  zip.writeUInt16LE(date, at + 2);
}
