/**
 * Configs to start from, as texts with comments: an entry point of its own.
 *
 * @packageDocumentation
 */
export { starterConfig, usualStarter, type StarterOptions } from "./starter/starter.ts";
export { starterTemplates, type StarterTemplate } from "./starter/templates.ts";
