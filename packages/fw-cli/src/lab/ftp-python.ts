/** pyftpdlib takes TLS along where it finds it, which nobody here speaks: each host has the same server. */
const WITHOUT_TLS = `import sys
sys.modules["OpenSSL"] = None
`;

/** The command that runs a Python program with pyftpdlib, apart from what a user has installed for Python. */
export function ftpPython(program: string, args: readonly string[]): readonly string[] {
  return ["/usr/bin/python3", "-I", "-c", WITHOUT_TLS + program, ...args];
}
