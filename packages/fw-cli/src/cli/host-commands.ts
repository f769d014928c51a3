import { Argument, type Command, Option } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";

import { imageVariants } from "../image/variant.ts";
import { assumeYes, config, dryRun, json, type Runner } from "./options.ts";

/** Names of machines, interfaces and USB devices are asked of the program, which knows the lab that is up. */
const lookups = {
  node: { fixed: ["primary", "backup"], call: "fw __words", ofFirst: false },
  iface: { fixed: [], call: "fw __words", ofFirst: true },
  device: { fixed: [], call: "fw __usb", ofFirst: false },
};

/** The commands about this machine and what is kept on it. */
export function addHostCommands(fw: Command, run: Runner): void {
  fw.command("doctor")
    .description("what this machine has and lacks for a lab")
    .option("--install", "install the missing host packages")
    .option("-y, --yes", "do not ask before installing")
    .addOption(config())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText("after", examples(["fw doctor", "fw doctor --install --yes"]))
    .action(async (options) => {
      const { doctorCommand } = await import("../commands/doctor.ts");
      const { install = false, yes = false } = options;
      run.finish(await doctorCommand(run.context(options), { install, yes }));
    });

  fw.command("__words", { hidden: true })
    .argument("[node]")
    .action(async (node) => {
      const { wordsCommand } = await import("../commands/words.ts");
      run.finish(await wordsCommand(run.context({}), node));
    });

  const image = fw
    .command("image")
    .description("the images that the machines' disks are copies of");
  image
    .command("build")
    .description("build the images that the config's machines need, unless they are there")
    .addOption(
      new Option("--variant <name>", "only this one (default without a config: base)").choices(
        imageVariants,
      ),
    )
    .addOption(assumeYes())
    .addOption(config())
    .addOption(dryRun())
    .addOption(json())
    .addHelpText(
      "after",
      examples([
        "fw image build",
        "fw image build --config fw.config.yaml",
        "fw image build --variant desktop",
      ]),
    )
    .action(async (options) => {
      const { imageBuildCommand } = await import("../commands/image.ts");
      const { yes = false, variant } = options;
      run.finish(await imageBuildCommand(run.context(options), { yes, variant }));
    });
  image
    .command("list")
    .description("the images in the cache, and whether a config or a lab needs them")
    .addOption(config())
    .addOption(json())
    .action(async (options) => {
      const { imageListCommand } = await import("../commands/image.ts");
      run.finish(await imageListCommand(run.context(options)));
    });
  image
    .command("verify")
    .description("compare every byte of the cached images with what was built; 1 when one differs")
    .addOption(json())
    .action(async (options) => {
      const { imageVerifyCommand } = await import("../commands/image.ts");
      run.finish(await imageVerifyCommand(run.context(options)));
    });
  image
    .command("prune")
    .description("remove images that neither this version, nor the config, nor a lab needs")
    .option("--all", "also what this version or the config needs; never what a lab needs")
    .addOption(config())
    .addOption(dryRun())
    .addOption(json())
    .action(async (options) => {
      const { imagePruneCommand } = await import("../commands/image.ts");
      run.finish(await imagePruneCommand(run.context(options), { all: options.all ?? false }));
    });

  fw.command("completion")
    .description("print a completion script for a shell")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"] as const))
    .addHelpText(
      "after",
      examples([
        "fw completion bash > ~/.local/share/bash-completion/completions/fw",
        "fw completion zsh > ~/.fw.zsh && echo 'source ~/.fw.zsh' >> ~/.zshrc",
        "fw completion fish > ~/.config/fish/completions/fw.fish",
      ]),
    )
    .action(async (shell) => {
      const { completionScript } = await import("toolkit/completion");
      run.io.stdout.write(completionScript(fw, shell, { args: lookups }));
    });
}
