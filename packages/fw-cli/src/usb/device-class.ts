/** What the kinds of USB devices are for (USB-IF, "Defined Class Codes"). */
const classes: Readonly<Record<string, string>> = {
  "01": "audio",
  "02": "communications",
  "03": "keyboard, mouse or the like",
  "05": "physical interface",
  "06": "camera",
  "07": "printer",
  "08": "mass storage",
  "09": "hub",
  "0a": "data",
  "0b": "smart card",
  "0d": "content security",
  "0e": "video",
  "0f": "health care",
  "10": "audio and video",
  dc: "diagnostic device",
  e0: "wireless",
  ef: "miscellaneous",
  fe: "application",
  ff: "vendor-specific",
};

/** The class of a hub: it stays with the host, and what is behind it is shared. */
export const HUB = "09";

/** The name of a class, by its number in two hexadecimal digits. */
export function className(code: string): string {
  return classes[code] ?? `class ${code}`;
}
