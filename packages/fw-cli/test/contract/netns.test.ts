import { driverContract } from "./driver-contract.ts";
import { makeNetnsLab } from "./netns-lab.ts";

if (process.getuid?.() === 0) driverContract("netns as root", () => makeNetnsLab(false));
// Also when root runs the tests: inside, root has no more rights than an ordinary user's.
driverContract("netns in a user namespace", () => makeNetnsLab(true));
