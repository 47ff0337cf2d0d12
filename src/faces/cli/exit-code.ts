/** How a command ends (contract, section 3): 0 nothing would be refused, 1 something would, 2 bad usage or unreadable input, 3 undecided. */
export type ExitCode = 0 | 1 | 2 | 3;
