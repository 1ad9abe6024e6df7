@echo off
rem Starts Decile and its checks on Windows with nothing but a Python: makes .venv, then runs.
rem   run demo            the program on demonstration data; demo --team: three windows over one PostgreSQL
rem   run test            all tests, or those named behind it, as for pytest
rem   run check           ruff, mypy and import-linter
rem   run decile ARGS...  the program or one of its subcommands
setlocal
cd /d "%~dp0"
set "PYTHON=.venv\Scripts\python.exe"
set "COMMAND=%~1"
set "ARGS="
:collect
shift
if "%~1"=="" goto collected
set "ARGS=%ARGS% %1"
goto collect
:collected

if "%COMMAND%"=="demo" (set "KIND=run") else if "%COMMAND%"=="decile" (set "KIND=run") else if "%COMMAND%"=="test" (set "KIND=dev") else if "%COMMAND%"=="check" (set "KIND=dev") else goto usage

rem The PostgreSQL that the team's demonstration starts comes with the tools of the tests.
if not "%ARGS:--team=%"=="%ARGS%" set "KIND=dev"

if exist "%PYTHON%" "%PYTHON%" -c "import sys; sys.exit(sys.version_info < (3, 12))" >nul 2>nul && goto installed
set "BASE="
call :try "py -3.13"
call :try "py -3.12"
call :try "py -3.14"
call :try "python"
call :try "python3"
if not defined BASE goto no_python
%BASE% -m venv --clear .venv || exit /b 1

:installed
copy /b pyproject.toml+constraints.txt .venv\wanted >nul
fc /b .venv\wanted .venv\installed-dev >nul 2>nul && goto ready
if "%KIND%"=="run" fc /b .venv\wanted .venv\installed-run >nul 2>nul && goto ready
echo Setting up .venv, once; this fetches about 200 MB... 1>&2
if "%KIND%"=="dev" (set "PROJECT=.[dev]") else (set "PROJECT=.")
"%PYTHON%" -m pip install -q --no-input --disable-pip-version-check -c constraints.txt -e "%PROJECT%" || exit /b 1
copy /b .venv\wanted ".venv\installed-%KIND%" >nul

:ready
if "%COMMAND%"=="demo" goto demo
if "%COMMAND%"=="decile" goto decile
if "%COMMAND%"=="test" goto test

:check
set "STATUS=0"
"%PYTHON%" -m ruff check . || set "STATUS=1"
"%PYTHON%" -m ruff format --check --output-format concise . || set "STATUS=1"
"%PYTHON%" -m mypy || set "STATUS=1"
.venv\Scripts\lint-imports.exe --no-logo || set "STATUS=1"
exit /b %STATUS%

:demo
"%PYTHON%" -m app --demo%ARGS%
exit /b %ERRORLEVEL%

:decile
"%PYTHON%" -m app%ARGS%
exit /b %ERRORLEVEL%

:test
if not defined ARGS set "ARGS= -q -n 2 --dist loadfile"
"%PYTHON%" -m pytest%ARGS%
exit /b %ERRORLEVEL%

:try
if defined BASE goto :eof
%~1 -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))" >nul 2>nul
if not errorlevel 1 set "BASE=%~1"
goto :eof

:no_python
echo Decile needs Python 3.12 or newer (best 3.13), and none was found. 1>&2
echo Windows: winget install Python.Python.3.13   or the installer from python.org 1>&2
exit /b 1

:usage
echo usage: run demo ^| run test ^| run check ^| run decile ARGS... 1>&2
exit /b 2
