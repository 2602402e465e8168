/** The page's own words in the reader's language, sent along with each explanation. */
import * as l10n from '@vscode/l10n';
import { runtimeWords } from '../../explain/row.js';
import type { WordId } from '../../wordIds.js';

/** `elsewhere`: the kernel that the page is about is another machine's. */
export function panelWords(elsewhere = false): Readonly<Record<WordId, string>> {
  const machine = elsewhere ? { machine: l10n.t('Its machine') } : {};
  return { ...actions(), ...states(), ...findings(), ...live(), ...pictures(), ...concepts(), ...machine };
}

function actions() {
  return {
    unknownRuntime: runtimeWords('unknown'),
    refresh: l10n.t('Refresh'),
    copy: l10n.t('Copy'),
    copyCommand: l10n.t('Copy command'),
    copied: l10n.t('Copied'),
    run: l10n.t('Type into a terminal'),
    learn: l10n.t('What is this?'),
    details: l10n.t('Details'),
    source: l10n.t('Source'),
    readFar: l10n.t('Read over ssh…'),
  };
}

function states() {
  return {
    stateCreated: l10n.t('created'),
    stateRunning: l10n.t('running'),
    statePaused: l10n.t('paused'),
    stateRestarting: l10n.t('restarting'),
    stateExited: l10n.t('exited'),
    stateDead: l10n.t('dead'),
  };
}

function findings() {
  return {
    findings: l10n.t('Findings'),
    noFindings: l10n.t('No findings.'),
    findingsUntold: l10n.t('Not enough could be read to tell whether something stands out.'),
    moreFindingsUntold: l10n.t('Not enough could be read to tell whether more stands out.'),
    severityInfo: l10n.t('Note'),
    severityWarning: l10n.t('Warning'),
    severityDanger: l10n.t('Danger'),
    fix: l10n.t('What changes it'),
    evidence: l10n.t('Evidence'),
  };
}

function live() {
  return {
    live: l10n.t('Now'),
    memory: l10n.t('Memory'),
    cpu: l10n.t('CPU'),
    tasks: l10n.t('Tasks'),
    disk: l10n.t('Disk'),
    of: l10n.t('{0} of {1}'),
    noLimit: l10n.t('no limit'),
    limitNotRead: l10n.t('limit not readable'),
    notRead: l10n.t('not readable'),
    waiting: l10n.t('Waiting for the first reading'),
    nearLimit: l10n.t('near its limit'),
    cores: l10n.t('{0} cores'),
    oneCore: l10n.t('1 core'),
    oneTask: l10n.t('1 task'),
    taskCount: l10n.t('{0} tasks'),
    perSecond: l10n.t('{0} per second'),
    lastMinute: l10n.t('{0}, the last 60 seconds'),
    seconds: l10n.t('60 s'),
    range: l10n.t('between {0} and {1}, now {2}'),
  };
}

function pictures() {
  return {
    machine: l10n.t('This machine'),
    letterMachine: l10n.t('the machine’s own'),
    letterOwn: l10n.t('private'),
    letterShared: l10n.t('shared with {0}'),
    letterUnknown: l10n.t('not known'),
    matrix: l10n.t('Namespaces of this machine and of its containers'),
    layers: l10n.t('Layers of the root'),
    merged: l10n.t('What the container sees'),
    writable: l10n.t('Writable layer'),
    readOnly: l10n.t('read-only'),
    moreLayers: l10n.t('{0} more layers'),
    wall: l10n.t('The root in the machine’s tree, and what leads out of it'),
    wallInside: l10n.t('/ in the container'),
    wallPivot: l10n.t('pivot_root: what is above is not mounted in there'),
    wallChroot: l10n.t('chroot: only path lookups end here'),
    wallNone: l10n.t('no wall: it is the machine’s own /'),
    wallUnknown: l10n.t('how it got this root is not known'),
    concluded: l10n.t('concluded, not read outright'),
    wayUnknown: l10n.t('Where it lies on the machine is not known.'),
    doors: l10n.t('let in from the machine'),
    noDoors: l10n.t('nothing of the machine’s disks is let in'),
    moreDoors: l10n.t('and {0} more, in the list of mounts'),
    doorWritable: l10n.t('writable'),
  };
}

function concepts() {
  return {
    besideContainer: l10n.t('Live parts show'),
    noContainer: l10n.t('No running container was found here. Start one, and this page shows it beside the text.'),
    notAllAsked: l10n.t('An engine could not be asked.'),
    showContainers: l10n.t('See why'),
    explainContainer: l10n.t('Explain this container'),
    nextConcept: l10n.t('Next'),
    nothingHere: l10n.t('There is nothing to show of this here now.'),
    table: l10n.t('Comparison'),
    stack: l10n.t('Containers and virtual machines on this machine'),
    stackContainers: l10n.t('Containers'),
    stackMachines: l10n.t('Virtual machines'),
    guestKernel: l10n.t('own kernel'),
    noneFound: l10n.t('None found here'),
    machinesUnread: l10n.t('Not readable here'),
    moreContainers: l10n.t('{0} more'),
    cgroupTree: l10n.t('The cgroup and those above it, with their limits'),
    noLimitHere: l10n.t('no limit at this level'),
    levelsAbove: l10n.t('levels above are not shown here'),
  };
}
