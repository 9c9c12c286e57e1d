/* Starts Mo-rát: hands the command line, as Windows gives it (UTF-16), to the Python beside this file.

   Built twice: morat.exe for the console, moratw.exe (WINDOWED) for the desktop. Python runs in this
   very process, so the task list, the firewall and the taskbar show Mo-rát and not some python.exe,
   and names with Vietnamese letters arrive whole. PYTHON_DLL comes from the build. */

#include <fcntl.h>
#include <io.h>
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST_PATH 32768

/* Part of Python's stable ABI: https://docs.python.org/3/c-api/veryhigh.html */
typedef int (*python_main)(int argc, wchar_t **argv);

static int fail(const wchar_t *what)
{
    wchar_t text[LONGEST_PATH + 200];

    swprintf(text, sizeof text / sizeof *text,
             L"Mo-r\u00e1t kh\u00f4ng ch\u1ea1y \u0111\u01b0\u1ee3c: thi\u1ebfu %ls. H\u00e3y c\u00e0i l\u1ea1i.\n"
             L"Mo-r\u00e1t cannot start: %ls is missing. Please install it again.",
             what, what);
#ifdef WINDOWED
    MessageBoxW(NULL, text, L"Mo-r\u00e1t", MB_OK | MB_ICONERROR);
#else
    _setmode(_fileno(stderr), _O_U8TEXT);
    fwprintf(stderr, L"%ls\n", text);
#endif
    return 1;
}

/* Write the path of NAME beside this program into PATH; 0 when it would not fit. */
static int beside(const wchar_t *name, wchar_t *path)
{
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST_PATH);
    wchar_t *slash = length && length < LONGEST_PATH ? wcsrchr(path, L'\\') : NULL;

    if (slash == NULL || (slash - path) + 1 + wcslen(name) >= LONGEST_PATH)
        return 0;
    wcscpy(slash + 1, name);
    return 1;
}

static int run(void)
{
    static wchar_t path[LONGEST_PATH];
    static wchar_t *const first[] = {L"-X", L"utf8", L"-m", L"morat"};
    const int added = sizeof first / sizeof *first;
    HMODULE python;
    python_main start;
    wchar_t **given, **passed;
    int count, i;

    if (!beside(PYTHON_DLL, path))
        return fail(PYTHON_DLL);
    /* Python and what it needs come from this folder and from Windows, never from PATH or the
       current folder. */
    python = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    start = python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (start == NULL)
        return fail(PYTHON_DLL);
    given = CommandLineToArgvW(GetCommandLineW(), &count);
    passed = given ? calloc(count + added + 1, sizeof *passed) : NULL;
    if (passed == NULL)
        return 1;
    passed[0] = given[0];
    for (i = 0; i < added; i++)
        passed[1 + i] = first[i];
    for (i = 1; i < count; i++)
        passed[added + i] = given[i];
    return start(count + added, passed);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR arguments, int show)
{
    (void)self, (void)before, (void)arguments, (void)show;
    return run();
}
#else
int wmain(void)
{
    return run();
}
#endif
