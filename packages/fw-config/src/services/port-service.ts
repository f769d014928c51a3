import type { ServiceMatch } from "./types.ts";

/** A service of a transport protocol with ports. */
export type PortService = Extract<ServiceMatch, { readonly kind: "ports" }>;

/** Whether a service has ports; every protocol, for which no service stands, has none. */
export function hasPorts(service: ServiceMatch | undefined): service is PortService {
  return service?.kind === "ports";
}

/** The connection tracking helper that reads a service; undefined for none. */
export function helperOf(service: ServiceMatch | undefined): string | undefined {
  return hasPorts(service) ? service.helper : undefined;
}

/** The services that a helper reads. */
export function readByHelpers(
  services: readonly (ServiceMatch | undefined)[],
): readonly PortService[] {
  return services.filter(hasPorts).filter(({ helper }) => helper !== undefined);
}
