/* A disk that fails when told to, one that remembers what was written to it, and a clock that is wrong.

   Loaded with LD_PRELOAD before the C library; disk.py compiles and steers it. Only files below the folder
   given to shim_root count. Reading is never touched.

   Failing: shim_fail(kind, n, sticky, error) lets the n-th call of a kind from now on fail with error, and
   with sticky every later call that takes room or must reach the disk too, as on a disk that is full or gone.
   Recording: shim_record(path) writes every change in the order it happened, shim_mark(text) between them
   what the program said then. The form is read by disk.py. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE, SYNC, TRUNCATE, RENAME, CREATE, KINDS };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static long counts[KINDS];
static int fail_kind = -1, fail_sticky, fail_error, failed, paused;
static long fail_at;
static int record = -1;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) _exit(99);
    return found;
}

/* ---- steering, called through ctypes */

void shim_root(const char *path) {
    snprintf(root, sizeof root, "%s/", path);
    root_length = strlen(root);
}

void shim_fail(int kind, long n, int sticky, int error) {
    memset(counts, 0, sizeof counts);
    fail_kind = kind; fail_at = n; fail_sticky = sticky; fail_error = error; failed = 0; paused = 0;
}

void shim_pause(int on) { paused = on; }

long shim_count(int kind) { return counts[kind]; }

int shim_failed(void) { return failed; }

/* ---- which calls count */

static int inside(const char *path) { return root_length && !strncmp(path, root, root_length); }

/* The path below the root, for a name that may be relative to the folder dir. */
static int named(int dir, const char *name, char *path) {
    if (!root_length) return 0;
    if (name[0] == '/') snprintf(path, PATH_MAX, "%s", name);
    else {
        char link[64], base[PATH_MAX];
        snprintf(link, sizeof link, dir == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", dir);
        ssize_t got = readlink(link, base, sizeof base - 1);
        if (got < 0) return 0;
        base[got] = 0;
        if ((size_t)snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) return 0;
    }
    return inside(path);
}

/* Nothing is known of the -shm: SQLite makes it anew from the -wal. */
static int shared_memory(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcmp(path + length - 4, "-shm");
}

static int counted(int fd) {
    if (!root_length || fd == record) return 0;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t got = readlink(link, path, sizeof path - 1);
    if (got < 0) return 0;
    path[got] = 0;
    /* The root itself is synced too, by its name without the slash. */
    int is_root = strlen(path) == root_length - 1 && !strncmp(path, root, root_length - 1);
    return (is_root || inside(path)) && !shared_memory(path);
}

/* Count a call; 1 when it shall fail, errno set. */
static int fails(int kind) {
    if (paused) return 0;
    pthread_mutex_lock(&lock);
    long n = ++counts[kind];
    int now = kind == fail_kind && n == fail_at;
    if (fail_sticky && failed && kind != RENAME) now = 1;
    if (now) failed++;
    pthread_mutex_unlock(&lock);
    if (now) errno = fail_error;
    return now;
}

/* ---- the record: a line of text, then as many bytes of data as it says */

static void put(const void *data, size_t length) {
    while (length) {
        ssize_t done = REAL(write)(record, data, length);
        if (done <= 0) _exit(98);
        data = (const char *)data + done;
        length -= (size_t)done;
    }
}

static void note(const char *what, uint64_t file, int64_t number, const void *data, size_t length) {
    if (record < 0) return;
    char line[128];
    int head = snprintf(line, sizeof line, "%s %llu %lld %zu\n", what, (unsigned long long)file,
                        (long long)number, length);
    pthread_mutex_lock(&lock);
    put(line, (size_t)head);
    put(data, length);
    pthread_mutex_unlock(&lock);
}

static uint64_t identity(int fd) {
    struct stat about;
    return fstat(fd, &about) ? 0 : (uint64_t)about.st_ino;
}

static uint64_t identity_at(const char *path) {
    struct stat about;
    return lstat(path, &about) ? 0 : (uint64_t)about.st_ino;
}

void shim_record(const char *path) {
    if (record >= 0) close(record);
    record = path ? REAL(open)(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600) : -1;
}

void shim_mark(const char *text) { note("mark", 0, 0, text, strlen(text)); }

/* ---- the clock: that on the wall, seconds from the true one; the one that only counts is left alone */

static long moved;

void shim_clock(long seconds) { moved = seconds; }

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = REAL(clock_gettime)(clock, now);
    if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += moved;
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int result = REAL(gettimeofday)(now, zone);
    if (!result) now->tv_sec += moved;
    return result;
}

time_t time(time_t *now) {
    struct timespec told;
    clock_gettime(CLOCK_REALTIME, &told);
    if (now) *now = told.tv_sec;
    return told.tv_sec;
}

/* ---- files */

static int opened(int dir, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    int makes = (flags & O_CREAT) && named(dir, name, path) && !shared_memory(path) && !identity_at(path);
    int empties = (flags & O_TRUNC) && !makes && named(dir, name, path) && !shared_memory(path);
    if ((makes && fails(CREATE)) || (empties && fails(TRUNCATE))) return -1;
    int fd = REAL(openat)(dir, name, flags, mode);
    if (fd >= 0 && makes) note("create", identity(fd), 0, path, strlen(path));
    if (fd >= 0 && empties) note("truncate", identity(fd), 0, "", 0);
    return fd;
}

#define MODE(last)                                      \
    mode_t mode = 0;                                    \
    if (flags & (O_CREAT | __O_TMPFILE)) {              \
        va_list rest;                                   \
        va_start(rest, last);                           \
        mode = va_arg(rest, mode_t);                    \
        va_end(rest);                                   \
    }

int open(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int openat(int dir, const char *name, int flags, ...) { MODE(flags) return opened(dir, name, flags, mode); }
int openat64(int dir, const char *name, int flags, ...) { MODE(flags) return opened(dir, name, flags, mode); }

static ssize_t written(int fd, const void *data, off_t at, ssize_t done) {
    if (done > 0) note("write", identity(fd), at, data, (size_t)done);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    if (!counted(fd)) return REAL(write)(fd, data, length);
    if (fails(WRITE)) return -1;
    ssize_t done = REAL(write)(fd, data, length);
    return written(fd, data, done > 0 ? lseek(fd, 0, SEEK_CUR) - done : 0, done);
}

static ssize_t written_at(int fd, const void *data, size_t length, off_t at) {
    if (counted(fd) && fails(WRITE)) return -1;
    ssize_t done = REAL(pwrite)(fd, data, length, at);
    return counted(fd) ? written(fd, data, at, done) : done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written_at(fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) { return written_at(fd, data, length, at); }

/* Nothing of ours writes this way; where a library would, it falls back to what is counted. */
ssize_t sendfile(int out, int in, off_t *at, size_t count) {
    (void)out; (void)in; (void)at; (void)count;
    errno = EINVAL;
    return -1;
}
ssize_t sendfile64(int out, int in, off_t *at, size_t count) { return sendfile(out, in, at, count); }
ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t count, unsigned flags) {
    (void)in; (void)from; (void)out; (void)to; (void)count; (void)flags;
    errno = ENOSYS;
    return -1;
}

static int synced(int fd, int result) {
    if (!result) note("sync", identity(fd), 0, "", 0);
    return result;
}

int fsync(int fd) {
    if (!counted(fd)) return REAL(fsync)(fd);
    return fails(SYNC) ? -1 : synced(fd, REAL(fsync)(fd));
}

int fdatasync(int fd) {
    if (!counted(fd)) return REAL(fdatasync)(fd);
    return fails(SYNC) ? -1 : synced(fd, REAL(fdatasync)(fd));
}

static int truncated(int fd, off_t length) {
    if (!counted(fd)) return REAL(ftruncate)(fd, length);
    if (fails(TRUNCATE)) return -1;
    int result = REAL(ftruncate)(fd, length);
    if (!result) note("truncate", identity(fd), length, "", 0);
    return result;
}

int ftruncate(int fd, off_t length) { return truncated(fd, length); }
int ftruncate64(int fd, off_t length) { return truncated(fd, length); }

/* ---- names */

static int renamed(int from, const char *old, int to, const char *new) {
    char one[PATH_MAX], other[PATH_MAX];
    int counts_here = named(from, old, one) | named(to, new, other);
    if (counts_here && fails(RENAME)) return -1;
    uint64_t file = counts_here ? identity_at(one) : 0;
    int result = REAL(renameat)(from, old, to, new);
    if (counts_here && !result) {
        char both[2 * PATH_MAX];
        int length = snprintf(both, sizeof both, "%s\n%s", one, other);
        note("rename", file, 0, both, (size_t)length);
    }
    return result;
}

int rename(const char *old, const char *new) { return renamed(AT_FDCWD, old, AT_FDCWD, new); }
int renameat(int from, const char *old, int to, const char *new) { return renamed(from, old, to, new); }

static int removed(int dir, const char *name, int flags) {
    char path[PATH_MAX];
    int counts_here = named(dir, name, path) && !shared_memory(path);
    int result = REAL(unlinkat)(dir, name, flags);
    if (counts_here && !result) note("unlink", 0, 0, path, strlen(path));
    return result;
}

int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return removed(AT_FDCWD, name, AT_REMOVEDIR); }
int unlinkat(int dir, const char *name, int flags) { return removed(dir, name, flags); }

static int made(int dir, const char *name, mode_t mode) {
    char path[PATH_MAX];
    int counts_here = named(dir, name, path);
    if (counts_here && fails(CREATE)) return -1;
    int result = REAL(mkdirat)(dir, name, mode);
    if (counts_here && !result) note("folder", identity_at(path), 0, path, strlen(path));
    return result;
}

int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int dir, const char *name, mode_t mode) { return made(dir, name, mode); }
