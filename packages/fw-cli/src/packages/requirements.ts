import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

/** Something that the lab runs on this host, and the Debian package that brings it. */
export interface Requirement {
  /** Name of a command, or the absolute path of a file. */
  readonly needs: string;
  readonly package: string;
  readonly purpose: string;
  /** Needed by ordinary users only: root has these rights anyway. */
  readonly unprivilegedOnly?: true;
}

/** All that the lab calls on the host. None of these packages brings a service that starts by itself. */
export const hostRequirements: readonly Requirement[] = [
  { needs: "qemu-system-x86_64", package: "qemu-system-x86", purpose: "runs the virtual machines" },
  { needs: "qemu-img", package: "qemu-utils", purpose: "makes their disks" },
  { needs: "mmdebstrap", package: "mmdebstrap", purpose: "builds the base image" },
  {
    needs: "/usr/share/keyrings/debian-archive-keyring.gpg",
    package: "debian-archive-keyring",
    purpose: "proves that the image's packages are Debian's",
  },
  { needs: "mke2fs", package: "e2fsprogs", purpose: "makes the image's file system" },
  { needs: "tar", package: "tar", purpose: "packs the files that go into a machine" },
  { needs: "ip", package: "iproute2", purpose: "makes bridges and taps in the lab's namespace" },
  { needs: "unshare", package: "util-linux", purpose: "makes the lab's namespaces" },
  { needs: "nsenter", package: "util-linux", purpose: "enters the lab's namespaces" },
  { needs: "mount", package: "mount", purpose: "gives the lab folders of its own" },
  { needs: "sysctl", package: "procps", purpose: "opens low ports to the lab's servers" },
  { needs: "pkill", package: "procps", purpose: "ends a machine that is not through its start" },
  {
    needs: "newuidmap",
    package: "uidmap",
    purpose: "lets an ordinary user build the image",
    unprivilegedOnly: true,
  },
  {
    needs: "/usr/lib/python3/dist-packages/pyftpdlib/__init__.py",
    package: "python3-pyftpdlib",
    purpose: "the lab's FTP server",
  },
];

/** What shows a machine's screen in a window. A lab runs without it, and a browser does too. */
export const viewerRequirement: Requirement = {
  needs: "remote-viewer",
  package: "virt-viewer",
  purpose: "opens a machine's screen in a window",
};

type Env = Readonly<Record<string, string | undefined>>;

// An ordinary user's path often lacks the folders of the administrator's commands.
const ADMIN_PATHS = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** The requirements that this host does not meet. */
export async function missingRequirements(
  env: Env,
  root: boolean = process.getuid?.() === 0,
  requirements: readonly Requirement[] = hostRequirements,
): Promise<readonly Requirement[]> {
  const needed = requirements.filter((item) => !(root && item.unprivilegedOnly));
  const present = await Promise.all(needed.map(({ needs }) => findOnHost(needs, env)));
  return needed.filter((_item, index) => present[index] === undefined);
}

/** The path of a command, searched as the lab does, or of a file; undefined when it is not there. */
export async function findOnHost(needs: string, env: Env): Promise<string | undefined> {
  if (isAbsolute(needs)) return (await accessible(needs, constants.R_OK)) ? needs : undefined;
  const dirs = [...(env["PATH"] ?? "").split(delimiter), ...ADMIN_PATHS].filter(isAbsolute);
  for (const dir of dirs) {
    const path = join(dir, needs);
    if (await accessible(path, constants.X_OK)) return path;
  }
  return undefined;
}

function accessible(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
