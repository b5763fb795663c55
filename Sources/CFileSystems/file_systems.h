// Which kind of file system holds a path: Swift's modules of the C library leave statfs out.

#ifndef MILLWRIGHT_FILE_SYSTEMS_H
#define MILLWRIGHT_FILE_SYSTEMS_H

#ifdef __linux__
#include <sys/vfs.h>
#else
#include <sys/mount.h>
#include <sys/param.h>
#endif

// The number of the kind as Linux gives it, 0 where it cannot be told; elsewhere 1 for one of another machine.
static inline long millwright_file_system(const char *path) {
  struct statfs facts;
  if (statfs(path, &facts) != 0) return 0;
#ifdef __linux__
  return (long)facts.f_type;
#else
  return facts.f_flags & MNT_LOCAL ? 0 : 1;
#endif
}

#endif
