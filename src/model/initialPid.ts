/** The initial pid namespace has this number on every kernel (include/uapi/linux/nsfs.h). */
export const initialPidNamespace = 'pid:[4026531836]';
