/**
 * A name the user invents: lower case letters, digits and hyphens, as in host names (RFC 1123).
 * `constructor` is the one such word that every JavaScript object seems to have as a field.
 */
export const namePattern: RegExp = /^(?!constructor$)[a-z][a-z0-9-]{0,30}$/;

/** What {@link namePattern} says, for whoever typed something else. */
export const nameRule: string =
  "a name of 1 to 31 lower case letters, digits and hyphens that starts with a letter";
