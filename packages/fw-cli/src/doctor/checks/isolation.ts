import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";

import { execa } from "execa";

import { FwError } from "../../errors.ts";
import { chooseAccelerator } from "../../host/accelerator.ts";
import { requireTun } from "../../host/tun.ts";
import { findImage } from "../../image/cache.ts";
import { currentImageId } from "../../image/image.ts";
import { type DoctorOptions, type Finding, findings, isRoot } from "./finding.ts";

/** Whether the lab can have network, process and mount namespaces of its own. */
export async function checkNamespaces({ env, signal }: DoctorOptions): Promise<Finding> {
  const { ok, fail } = findings("namespaces", "Namespaces");
  const user = isRoot() ? [] : ["--user", "--map-root-user"];
  const result = await execa("unshare", [...user, "--net", "--pid", "--mount", "--fork", "true"], {
    env,
    extendEnv: false,
    reject: false,
    cancelSignal: signal,
  });
  if (!result.failed)
    return ok(isRoot() ? "can be made, as root" : "can be made, as an ordinary user");
  const detail = `cannot be made: ${result.stderr || result.shortMessage}`;
  if (isRoot())
    return fail(detail, "run outside this container, or give it the capability CAP_SYS_ADMIN");
  return fail(detail, `allow user namespaces (${await namespaceSwitch()}), or run fw as root`);
}

/** The setting that most likely forbids user namespaces here. */
async function namespaceSwitch(): Promise<string> {
  const settings = [
    ["kernel.apparmor_restrict_unprivileged_userns", "1", "0"],
    ["kernel.unprivileged_userns_clone", "0", "1"],
  ] as const;
  for (const [name, forbidding, allowing] of settings) {
    const path = `/proc/sys/${name.replaceAll(".", "/")}`;
    const value = (await readFile(path, "utf8").catch(() => "")).trim();
    if (value === forbidding) return `sudo sysctl ${name}=${allowing}`;
  }
  return "sudo sysctl user.max_user_namespaces=10000";
}

/** Whether an ordinary user may borrow the ids that the files of an image belong to. */
export async function checkSubordinateIds(): Promise<Finding> {
  if (isRoot()) return findings("subordinate-ids", "Subordinate ids").ok("not needed by root");
  const [uids, gids] = await Promise.all(
    ["/etc/subuid", "/etc/subgid"].map((path) => readFile(path, "utf8").catch(() => "")),
  );
  return judgeSubordinateIds(uids ?? "", gids ?? "", currentUser());
}

/** An image holds files of users up to `nobody`, 65534. */
const NEEDED_IDS = 65_536;

/** @param uids text of subuid(5), and `gids` of subgid(5) */
export function judgeSubordinateIds(
  uids: string,
  gids: string,
  user: { readonly username: string; readonly uid: number },
): Finding {
  const { ok, fail } = findings("subordinate-ids", "Subordinate ids");
  const enough = (text: string): boolean =>
    text.split("\n").some((line) => {
      const [owner, , count] = line.split(":");
      return (owner === user.username || owner === String(user.uid)) && Number(count) >= NEEDED_IDS;
    });
  if (enough(uids) && enough(gids)) return ok(`${user.username} has a range of them`);
  return fail(
    `${user.username} has no range of ${NEEDED_IDS} in /etc/subuid and /etc/subgid, so it cannot build the image`,
    `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${user.username}`,
  );
}

/** A user need not have a name: the number stands for it, as subuid(5) allows. */
function currentUser(): { readonly username: string; readonly uid: number } {
  try {
    return userInfo();
  } catch {
    const uid = process.getuid?.() ?? 0;
    return { username: String(uid), uid };
  }
}

/** Whether taps can be made, the machines' network cards. */
export async function checkTun(): Promise<Finding> {
  const { ok, fail } = findings("tun", "Taps");
  try {
    await requireTun();
    return ok("/dev/net/tun can be opened");
  } catch (error) {
    if (!(error instanceof FwError)) throw error;
    return fail(error.message, error.hint ?? "run fw as root");
  }
}

/** How the machines will run, as proved by booting one. */
export async function checkAccelerator({ env, signal }: DoctorOptions): Promise<Finding> {
  const { ok, warn } = findings("accelerator", "Accelerator");
  const image = await findImage(env, currentImageId);
  if (image === undefined) {
    return warn(
      "not known yet: the probe boots the base image, which is not built",
      "fw image build",
    );
  }
  try {
    const { kernel, initrd } = image;
    const found = await chooseAccelerator({ wanted: "auto", kernel, initrd, env, signal });
    if (found.accel === "kvm") return ok(`KVM: ${found.reason}`);
    return warn(
      `emulation (TCG): ${found.reason}`,
      "nothing needs to be done; with KVM machines are about ten times faster",
    );
  } catch (error) {
    if (!(error instanceof FwError) || error.code === "E_ABORTED") throw error;
    return warn(`not known: ${error.message}`, error.hint ?? "see the host packages");
  }
}
