"""Started as a file by the application; the argument is the memory in MiB that the process may use."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from dsar.press.serving import main

    sys.exit(main(int(sys.argv[1])))
