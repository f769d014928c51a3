import { execFileSync } from "node:child_process";

import { expect, test } from "vitest";

import { findOnHost } from "../packages/requirements.ts";
import { ftpPython } from "./ftp-python.ts";

const pyftpdlib = await findOnHost("/usr/lib/python3/dist-packages/pyftpdlib/__init__.py", {});

test.skipIf(pyftpdlib === undefined)("the FTP server loads no TLS, though the host has it", () => {
  const loaded =
    'import pyftpdlib.servers, pyftpdlib.handlers\nprint("cryptography" in sys.modules)';
  const [file = "", ...args] = ftpPython(loaded, []);
  expect(execFileSync(file, args, { encoding: "utf8" }).trim()).toBe("False");
});
