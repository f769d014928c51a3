// @ts-check

import { netnsRequirements } from "../packages/fw-cli/dist/drivers/netns/requirements.js";
import {
  hostRequirements,
  viewerRequirement,
} from "../packages/fw-cli/dist/packages/requirements.js";
import { testerRequirements } from "../packages/fw-cli/dist/proof/requirements.js";
import { remoteScreenRequirements } from "../packages/fw-cli/dist/spice/requirements.js";
import { usbRequirements } from "../packages/fw-cli/dist/usb/requirements.js";
import { real as checkers } from "../packages/fw-cli/dist/validators/requirements.js";

/** @typedef {import("../packages/fw-cli/dist/packages/requirements.js").Requirement} Requirement */

const purpose = "is run by a test";

/** What only the tests run: the product needs none of it. @type {readonly Requirement[]} */
const testsOnly = [
  { needs: "bash", package: "bash", purpose },
  { needs: "chromium", package: "chromium", purpose },
  { needs: "curl", package: "curl", purpose: "is a hook that asks a provider" },
  { needs: "fish", package: "fish", purpose },
  { needs: "git", package: "git", purpose },
  { needs: "openbox", package: "openbox", purpose },
  { needs: "pgrep", package: "procps", purpose },
  { needs: "ps", package: "procps", purpose },
  {
    needs: "/usr/lib/python3/dist-packages/gi/__init__.py",
    package: "python3-gi",
    purpose: "lets a test's viewer, in Python, use spice-gtk",
  },
  {
    needs: "/usr/lib/x86_64-linux-gnu/girepository-1.0/SpiceClientGLib-2.0.typelib",
    package: "gir1.2-spiceclientglib-2.0",
    purpose: "is the viewer of a test",
  },
  { needs: "shellcheck", package: "shellcheck", purpose },
  {
    needs: "/usr/share/zoneinfo/UTC",
    package: "tzdata",
    purpose: "is where a test's TZ is looked up",
  },
  { needs: "xclip", package: "xclip", purpose },
  { needs: "xdotool", package: "xdotool", purpose },
  { needs: "Xvfb", package: "xvfb", purpose },
  { needs: "zsh", package: "zsh", purpose },
];

/**
 * Every program and file that the tests and the product take from this host, and the Debian
 * package that brings it: the product's own lists, and what only the tests run. What an ordinary
 * user needs is needed by root's tests too, because they become one.
 *
 * @type {readonly Requirement[]}
 */
export const testRequirements = [
  ...hostRequirements,
  ...netnsRequirements,
  ...testerRequirements,
  viewerRequirement,
  ...usbRequirements,
  ...remoteScreenRequirements,
  ...Object.values(checkers),
  ...testsOnly,
].map(({ needs, package: name, purpose: what }) => ({ needs, package: name, purpose: what }));
