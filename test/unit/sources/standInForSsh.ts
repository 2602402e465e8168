/** The parts of programs called `ssh` that stand before the real one in tests. Only what every shell has built in: there may be nothing on the PATH. */

/** As OpenSSH: logged in, the one that holds the connection makes the socket by which the others go over it. */
export const lendsAsSsh = 'words="$*"; path="${words##*ControlPath=}"; case "$words" in *ControlMaster=yes*) : > "${path%% *}" ;; esac';

/** Leads its standard input and output to the socket it is given. */
export const bridge = 'import { connect } from "node:net"; const far = connect(process.argv[2]); process.stdin.pipe(far).pipe(process.stdout); far.on("close", () => process.exit());';
