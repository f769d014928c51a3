// @ts-check
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { aptSetup } from "../../packages/fw-cli/dist/image/apt-setup.js";
import { imageRecipe } from "../../packages/fw-cli/dist/image/recipe.js";

const call = promisify(execFile);

/** Where the machine has the clone. */
export const CLONE = "/root/clone";

/**
 * Makes the smallest system of the Debian release that the lab's image has too, with
 * ca-certificates, this very Node with its npm, and a clone of HEAD. apt and npm find their servers,
 * and whom to trust, as on this host; nothing else of the host goes in.
 *
 * @param {string} root the folder to make
 * @param {string} repository
 * @param {AbortSignal} signal
 * @returns {Promise<{ commit: string, suite: string, env: Record<string, string> }>}
 */
export async function buildMachine(root, repository, signal) {
  const apt = await aptSetup(imageRecipe.suite, signal);
  const env = { ...process.env, ...apt.env };
  await call(
    "mmdebstrap",
    [
      "--mode=root",
      "--variant=minbase",
      "--include=ca-certificates",
      "--quiet",
      ...apt.options.map((option) => `--aptopt=${option}`),
      ...(apt.keyring === undefined ? [] : [`--keyring=${apt.keyring}`]),
      imageRecipe.suite,
      root,
      ...apt.sources,
    ],
    { env, signal },
  );
  await trustAsHere(root, signal);
  await copyNode(root, signal);
  const clone = ["clone", "--quiet", "--no-hardlinks", "--single-branch", repository];
  await call("git", [...clone, join(root, CLONE)], { signal });
  const { stdout } = await call("git", ["-C", repository, "rev-parse", "--short", "HEAD"]);
  const extraTrust = process.env["NODE_EXTRA_CA_CERTS"] !== undefined;
  const bundle = "/etc/ssl/certs/ca-certificates.crt";
  return {
    commit: stdout.trim(),
    suite: imageRecipe.suite,
    env: { ...apt.env, ...(extraTrust && { NODE_EXTRA_CA_CERTS: bundle }) },
  };
}

/** Certificates that the host's administrator added, and how names are found. @param {string} root @param {AbortSignal} signal */
async function trustAsHere(root, signal) {
  const own = "/usr/local/share/ca-certificates";
  if (existsSync(own)) cpSync(own, join(root, own), { recursive: true });
  await call("chroot", [root, "update-ca-certificates"], { signal });
  cpSync(realpathSync("/etc/resolv.conf"), join(root, "etc/resolv.conf"), { force: true });
  writeFileSync(join(root, "etc/hosts"), "127.0.0.1 localhost fresh\n::1 localhost\n");
}

/**
 * Debian's own Node is too old before Debian 13, so that the one that runs this goes in: the
 * program and its npm, and npm's settings.
 *
 * @param {string} root
 * @param {AbortSignal} signal
 */
async function copyNode(root, signal) {
  const npm = join(dirname(dirname(process.execPath)), "lib/node_modules/npm");
  if (!existsSync(npm)) throw new Error(`${process.execPath} has no npm beside it (${npm})`);
  const local = join(root, "usr/local");
  for (const folder of ["bin", "etc", "lib/node_modules"]) {
    mkdirSync(join(local, folder), { recursive: true });
  }
  cpSync(process.execPath, join(local, "bin/node"));
  cpSync(realpathSync(npm), join(local, "lib/node_modules/npm"), { recursive: true });
  for (const name of ["npm", "npx"]) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, "bin", name));
  }
  const { stdout } = await call("npm", ["config", "get", "globalconfig"], { signal });
  const settings = [
    [stdout.trim(), join(local, "etc/npmrc")],
    [join(homedir(), ".npmrc"), join(root, "root/.npmrc")],
  ];
  for (const [from = "", to = ""] of settings) if (existsSync(from)) cpSync(from, to);
}
