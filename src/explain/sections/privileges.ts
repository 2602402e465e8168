/** The section about rights: who it is, what it may do, what filters it. */
import * as l10n from '@vscode/l10n';
import type { Isolation } from '../../model/isolation.js';
import { valueOf } from '../../model/reading.js';
import type { Fact, Section } from '../explanation.js';
import { factOf } from '../fact.js';
import { capabilitiesFact } from './capabilities.js';
import { userFact } from './user.js';

export function privilegesSection(isolation: Isolation): Section {
  return {
    id: 'privileges',
    title: l10n.t('Privileges'),
    summary: summaryOf(isolation),
    concept: 'capabilities',
    facts: [
      userFact(isolation),
      capabilitiesFact(isolation),
      noNewPrivilegesFact(isolation),
      seccompFact(isolation),
      lsmFact(isolation),
      privilegedFact(isolation),
      devicesFact(isolation),
    ],
  };
}

/** "14 capabilities · seccomp filter · no_new_privs off": the parts that were read. */
function summaryOf({ privileges }: Isolation): string {
  const count = valueOf(privileges.capabilities.effective)?.length;
  const seccomp = valueOf(privileges.seccomp);
  const noNew = valueOf(privileges.noNewPrivileges);
  const parts = [
    ...(count === undefined ? [] : [count === 1 ? l10n.t('1 capability') : l10n.t('{0} capabilities', count)]),
    ...(seccomp === undefined ? [] : [l10n.t('seccomp {0}', seccompValue(seccomp))]),
    ...(noNew === undefined ? [] : [noNew ? l10n.t('no_new_privs on') : l10n.t('no_new_privs off')]),
  ];
  return parts.length === 0 ? l10n.t('not readable') : parts.join(' · ');
}

function noNewPrivilegesFact({ container, privileges }: Isolation): Fact {
  return factOf(container, {
    id: 'noNewPrivileges',
    label: 'no_new_privs',
    concept: 'capabilities',
    reading: privileges.noNewPrivileges,
    value: (on) => on ? l10n.t('on') : l10n.t('off'),
    meaning: (on) => on
      ? l10n.t('No program that it starts can have more rights than it has, setuid or not.')
      : l10n.t('A setuid program such as su or sudo in there can give it more rights.'),
    inspect: '{{.HostConfig.SecurityOpt}}',
  });
}

function seccompValue(mode: 'disabled' | 'strict' | 'filter'): string {
  switch (mode) {
    case 'disabled': return l10n.t('off');
    case 'strict': return l10n.t('strict');
    case 'filter': return l10n.t('filter');
  }
}

function seccompFact({ container, privileges }: Isolation): Fact {
  return factOf(container, {
    id: 'seccomp',
    label: 'seccomp',
    concept: 'seccomp',
    reading: privileges.seccomp,
    value: seccompValue,
    meaning: (mode) => {
      switch (mode) {
        case 'disabled': return l10n.t('It may ask the kernel for every system call.');
        case 'strict': return l10n.t('It may only read, write and exit.');
        case 'filter': return l10n.t('The kernel refuses the system calls that a list forbids.');
      }
    },
    inspect: '{{.HostConfig.SecurityOpt}}',
  });
}

function lsmFact({ container, privileges }: Isolation): Fact {
  return factOf(container, {
    id: 'lsm',
    label: l10n.t('security module'),
    concept: 'capabilities',
    reading: privileges.lsm,
    value: (label) => label,
    meaning: l10n.t('The profile of AppArmor, SELinux or another module that its processes are confined by.'),
    inspect: '{{.AppArmorProfile}} {{.ProcessLabel}}',
  });
}

function privilegedFact({ container, privileges }: Isolation): Fact {
  return factOf(container, {
    id: 'privileged',
    label: l10n.t('privileged'),
    concept: 'capabilities',
    reading: privileges.privileged,
    value: (privileged) => privileged ? l10n.t('yes') : l10n.t('no'),
    meaning: (privileged) => privileged
      ? l10n.t('All capabilities and devices, no filter: it can do what root of the machine can.')
      : l10n.t('It was not started with all rights.'),
    inspect: '{{.HostConfig.Privileged}}',
  });
}

function devicesFact({ container, privileges }: Isolation): Fact {
  return factOf(container, {
    id: 'devices',
    label: l10n.t('devices'),
    concept: 'capabilities',
    reading: privileges.devices,
    value: (devices) => devices.length === 0 ? l10n.t('no device of the machine was added') : devices.join(', '),
    meaning: l10n.t('Devices of the machine that it was given beside the usual few.'),
    inspect: '{{json .HostConfig.Devices}}',
  });
}
