import { articlesConfig } from "./articles.generated.ts";
import { starterConfig, usualStarter } from "./starter.ts";

/** A config to start from. */
export interface StarterTemplate {
  /** What it is called. */
  readonly name: "office" | "data-centre" | "dual-stack" | "articles";
  /** What it is for, in a line. */
  readonly title: string;
  /** The config. */
  readonly text: string;
}

/** Configs to start from, the simplest first. */
export const starterTemplates: readonly StarterTemplate[] = [
  {
    name: "office",
    title: "An office behind one public address",
    text: starterConfig({ ...usualStarter, name: "office" }),
  },
  {
    name: "data-centre",
    title: "VLANs of a data centre on one card",
    text: starterConfig({
      ...usualStarter,
      name: "data-centre",
      zones: ["web", "app", "database", "management"],
      nat: false,
      vlans: true,
    }),
  },
  {
    name: "dual-stack",
    title: "IPv4 behind one address, IPv6 with its own",
    text: starterConfig({ ...usualStarter, name: "dual-stack", zones: ["lan", "dmz"], ipv6: true }),
  },
  {
    name: "articles",
    title: "The lab of the source articles",
    text: articlesConfig,
  },
];
