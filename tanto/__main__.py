from tanto.cli import main

main()
