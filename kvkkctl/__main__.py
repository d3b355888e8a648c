"""``python -m kvkkctl``."""

from kvkkctl.cli import main

if __name__ == "__main__":
    main()
