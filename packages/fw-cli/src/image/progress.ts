import type { BuildPhase } from "./commands.ts";

/** How far a build is. */
export interface ImageEvent {
  readonly phase: BuildPhase;
  /** Of the whole build, 0 to 100; an estimate from builds that were measured. */
  readonly percent: number;
  /** What is being done, in words. */
  readonly message: string;
}

const starts: Readonly<Record<BuildPhase, Omit<ImageEvent, "phase">>> = {
  files: { percent: 0, message: "preparing the guest's files" },
  packages: { percent: 1, message: "starting mmdebstrap" },
  unpack: { percent: 82, message: "unpacking the tree" },
  format: { percent: 90, message: "making the file system" },
  convert: { percent: 96, message: "writing the disk image" },
};

/** The event that a phase begins with. */
export function phaseStart(phase: BuildPhase): ImageEvent {
  return { phase, ...starts[phase] };
}

const milestones: readonly (readonly [start: string, percent: number, message: string])[] = [
  ["running apt-get update", 2, "reading the package lists"],
  ["downloading packages", 10, "downloading the base system"],
  ["extracting archives", 20, "unpacking the base system"],
  ["installing essential packages", 25, "setting up the base system"],
  ["installing remaining packages", 35, "installing the packages"],
  ["running special hook: tar-in", 68, "adding the guest's files"],
  ["running special hook: upload", 69, "settling what starts at boot"],
  ["cleaning package lists", 76, "cleaning up"],
  ["creating tarball", 78, "packing the tree"],
];

/** Turns what mmdebstrap says into events. */
export function mmdebstrapProgress(onEvent: (event: ImageEvent) => void): (line: string) => void {
  return (line) => {
    const said = line.replace(/^I: /, "");
    const milestone = milestones.find(([start]) => said.startsWith(start));
    if (milestone === undefined) return;
    const [, percent, message] = milestone;
    onEvent({ phase: "packages", percent, message });
  };
}
