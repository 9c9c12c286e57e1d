; The Windows installer of Mo-rát: for one person, without administrator rights.
;
; The build passes VERSION, NUMBERS (four numbers), FILES (the list of the
; program's files, made by the build), ICON, KILOBYTES and OUT.
;
; What belongs to the program is the folder lib\ and, beside it, files of the kinds that the build
; puts there. Nothing else is ever deleted: not a stranger's file in the chosen folder, and never
; the library, which lives in %LOCALAPPDATA%\Morat.
;
; Exit status with /S: 0 done, 3 the program is running, 4 the folder belongs to something else.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"

!define NAME "Mo-rát"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Morat"
!define CLASSES "Software\Classes"
!define TYPE "Morat.Piece"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Morat"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "${NAME}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\moratw.exe"
!define MUI_FINISHPAGE_NOAUTOCLOSE

!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first is what a Windows in neither language gets.
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString PROGRAM ${LANG_VIETNAMESE} "Chương trình"
LangString PROGRAM ${LANG_ENGLISH} "Program"
LangString DESKTOP ${LANG_VIETNAMESE} "Biểu tượng trên màn hình nền"
LangString DESKTOP ${LANG_ENGLISH} "Icon on the desktop"
LangString PIECE ${LANG_VIETNAMESE} "Bài Mo-rát"
LangString PIECE ${LANG_ENGLISH} "Mo-rát piece"
LangString RUNNING ${LANG_VIETNAMESE} "Mo-rát đang chạy. Hãy lưu bài, đóng Mo-rát rồi bấm Thử lại."
LangString RUNNING ${LANG_ENGLISH} "Mo-rát is running. Save the piece, close Mo-rát, then try again."
LangString FOREIGN ${LANG_VIETNAMESE} "Thư mục này đang chứa thứ khác. Hãy chọn một thư mục trống."
LangString FOREIGN ${LANG_ENGLISH} "This folder holds something else. Choose an empty folder."

; Put into $0 "free" where Mo-rát may be installed: an empty folder, no folder, or an older Mo-rát.
Function JudgeFolder
  StrCpy $0 "free"
  ${DirState} "$INSTDIR" $1
  ; The registry knows a folder as ours even when an earlier installation broke off half way.
  ReadRegStr $2 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $1 == 1
  ${AndIf} $2 != $INSTDIR
    ${IfNot} ${FileExists} "$INSTDIR\manifest.txt"
    ${OrIfNot} ${FileExists} "$INSTDIR\moratw.exe"
      StrCpy $0 "foreign"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function LeaveFolder
  Call JudgeFolder
  ${If} $0 == "foreign"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(FOREIGN)"
    Abort
  ${EndIf}
FunctionEnd

; Go on only when neither program file is in use: Windows keeps a running one from being written.
!macro WAIT_UNTIL_CLOSED PREFIX
Function ${PREFIX}WaitForFile
  ${If} ${FileExists} "$0"
    ClearErrors
    FileOpen $1 "$0" a
    ${DoWhile} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 3
      Quit
      again:
      ClearErrors
      FileOpen $1 "$0" a
    ${Loop}
    FileClose $1
  ${EndIf}
FunctionEnd

Function ${PREFIX}WaitUntilClosed
  StrCpy $0 "$INSTDIR\moratw.exe"
  Call ${PREFIX}WaitForFile
  StrCpy $0 "$INSTDIR\morat.exe"
  Call ${PREFIX}WaitForFile
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\lib"
  Delete "$INSTDIR\*.exe"
  Delete "$INSTDIR\*.dll"
  Delete "$INSTDIR\*.pyd"
  Delete "$INSTDIR\*.cat"
  Delete "$INSTDIR\python*.zip"
  Delete "$INSTDIR\python*._pth"
  Delete "$INSTDIR\LICENSE*.txt"
  Delete "$INSTDIR\manifest.txt"
!macroend

!macro TELL_EXPLORER
  ; SHCNE_ASSOCCHANGED: icons and "open with" are read again.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "$(PROGRAM)" Program
  SectionIn RO
  ; A silent installation passes no page.
  Call JudgeFolder
  ${If} $0 == "foreign"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(FOREIGN)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  Call WaitUntilClosed

  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  ; An older version goes first: a file that it had and this one has not would still be found.
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !include "${FILES}"
  SetOutPath "$INSTDIR"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\moratw.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\moratw.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The ${NAME} founders"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "$(PIECE)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" "$INSTDIR\moratw.exe,0"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\moratw.exe" --open "%1"'
  WriteRegStr HKCU "${CLASSES}\.morat" "" "${TYPE}"
  WriteRegStr HKCU "${CLASSES}\.morat" "Content Type" "application/x-morat"
  WriteRegStr HKCU "${CLASSES}\.morat\OpenWithProgids" "${TYPE}" ""
  !insertmacro TELL_EXPLORER
SectionEnd

Section /o "$(DESKTOP)" Desktop
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\moratw.exe"
SectionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  !insertmacro REMOVE_PROGRAM
  ; Goes only when nothing of somebody else's is in it.
  RMDir "$INSTDIR"

  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegValue HKCU "${CLASSES}\.morat\OpenWithProgids" "${TYPE}"
  ReadRegStr $0 HKCU "${CLASSES}\.morat" ""
  ${If} $0 == "${TYPE}"
    DeleteRegKey HKCU "${CLASSES}\.morat"
  ${EndIf}
  !insertmacro TELL_EXPLORER
SectionEnd
