from meerwaarde.cli import main

main()
