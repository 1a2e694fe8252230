@echo off
rem The command line of the City Data-Center Interface. Variables as in bin/cdx.
setlocal
set "JAR=%CDX_JAR%"
if not defined JAR if exist "%~dp0..\lib\cdx.jar" set "JAR=%~dp0..\lib\cdx.jar"
if not defined JAR if exist "%~dp0cdx.jar" set "JAR=%~dp0cdx.jar"
if not defined JAR if exist "%~dp0..\sdk-cli\target\cdx.jar" set "JAR=%~dp0..\sdk-cli\target\cdx.jar"
if not defined JAR (
  echo cdx: there is no cdx.jar in %~dp0..\lib; build it ^(mvn -Pquick package^), or name it in CDX_JAR 1>&2
  exit /b 2
)
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "CP=%JAR%"
if defined CDX_CLASSPATH set "CP=%JAR%;%CDX_CLASSPATH%"
"%JAVA%" %CDX_OPTS% -cp "%CP%" io.github.citydc.cli.Cdx %*
exit /b %ERRORLEVEL%
