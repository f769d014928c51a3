import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { inFolder, SEED, type Seen } from "./fw.ts";

/** Checks the seed with a misspelt key on line 19. */
async function checkMisspelt(...argv: readonly string[]): Promise<Seen> {
  const { dir, fw } = await inFolder();
  const seed = await readFile(SEED, "utf8");
  await writeFile(
    join(dir, "fw.config.yaml"),
    seed.replace("vip: 192.168.0.100", "vpi: 192.168.0.100"),
  );
  return fw("check", ...argv);
}

describe("check --format", () => {
  it("fw check --format json prints what --json prints", async () => {
    const { code, stdout } = await checkMisspelt("--format", "json");
    expect(code).toBe(1);
    const { file: _, ...document } = JSON.parse(stdout) as Record<string, unknown>;
    expect(document).toMatchObject({ version: 1, ok: false });
    const other = JSON.parse((await checkMisspelt("--json")).stdout) as { diagnostics: object[] };
    expect(other.diagnostics).toHaveLength((document["diagnostics"] as object[]).length);
  });

  it.each([[["--json"]], [["--format", "json"]], [["--format=json"]]])(
    "fw check with %j prints a failure as one JSON document too",
    async (argv) => {
      const { fw } = await inFolder();
      const { code, stdout } = await fw("check", "absent.yaml", ...argv);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({
        error: { code: expect.any(String), message: expect.stringContaining("absent.yaml") },
      });
    },
  );

  it("fw check prints no JSON document for a failure in other formats", async () => {
    const { fw } = await inFolder();
    expect((await fw("check", "absent.yaml", "--format", "sarif")).stdout).toBe("");
  });

  it("sarif has a rule for each code and a region for each finding", async () => {
    const { code, stdout } = await checkMisspelt("--format", "sarif");
    expect(code).toBe(1);
    const log = JSON.parse(stdout) as {
      version: string;
      runs: [{ tool: { driver: { rules: { id: string }[] } }; results: object[] }];
    };
    expect(log.version).toBe("2.1.0");
    const [{ tool, results }] = log.runs;
    expect(tool.driver.rules.map(({ id }) => id)).toContain("FW002");
    expect(results[0]).toMatchObject({
      ruleId: "FW002",
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "fw.config.yaml" },
            region: { startLine: 19, startColumn: 30, endLine: 19, endColumn: 33 },
          },
        },
      ],
    });
  });

  it("github writes one escaped annotation for each finding", async () => {
    const { code, stdout } = await checkMisspelt("--format", "github");
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=fw\.config\.yaml,line=19,endLine=19,col=30,endColumn=33,title=FW002::unknown field "vpi".*%0A.*did you mean "vip"/,
    );
  });

  it("github and sarif report nothing for a good config", async () => {
    const { fw } = await inFolder();
    expect(await fw("check", SEED, "--format", "github")).toMatchObject({ code: 0, stdout: "" });
    const { stdout } = await fw("check", SEED, "--format", "sarif");
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ results: [] }] });
  });

  it("fw check shows what the policy's analysis finds as a warning, with code 0", async () => {
    const { dir, fw } = await inFolder();
    const again =
      "    - { from: client-side, to: server, destination: omarine, services: [ssh] }\n";
    await writeFile(join(dir, "fw.config.yaml"), (await readFile(SEED, "utf8")) + again);
    const { code, stdout } = await fw("check");
    expect(code).toBe(0);
    expect(stdout).toMatch(/fw\.config\.yaml:48:\d+: warning FW102/);
    expect(stdout).toContain("has 0 errors, 1 warning");
  });

  it.each([
    [["--json", "--format", "sarif"], "contradict each other"],
    [["--install"], "--install is for the programs of --real"],
    [["--format", "xml"], "Allowed choices are text, json, sarif, github."],
  ])("fw check refuses %j", async (argv, complaint) => {
    const { fw } = await inFolder();
    const { code, stderr } = await fw("check", SEED, ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });
});
