@echo off
rem The command line of the City Data-Center Interface. Variables as in bin/cdx.
rem Without blocks in brackets: a path such as C:\Program Files (x86) would end them.
setlocal
set "JAR=%CDX_JAR%"
if not defined JAR if exist "%~dp0..\lib\cdx.jar" set "JAR=%~dp0..\lib\cdx.jar"
if not defined JAR if exist "%~dp0cdx.jar" set "JAR=%~dp0cdx.jar"
if not defined JAR if exist "%~dp0..\sdk-cli\target\cdx.jar" set "JAR=%~dp0..\sdk-cli\target\cdx.jar"
if not defined JAR goto nojar
if not exist "%JAR%" goto nofile
set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if not exist "%JAVA%" goto nojava
if not defined JAVA_HOME where /q java.exe || goto nojava
set "CP=%JAR%"
if defined CDX_CLASSPATH set "CP=%JAR%;%CDX_CLASSPATH%"
"%JAVA%" %CDX_OPTS% -cp "%CP%" io.github.citydc.cli.Cdx %*
exit /b %ERRORLEVEL%

:nojar
echo cdx: there is no cdx.jar in "%~dp0..\lib"; build it (mvn -Pquick package), or name it in CDX_JAR 1>&2
exit /b 2

:nofile
echo cdx: there is no file "%JAR%", which CDX_JAR names 1>&2
exit /b 2

:nojava
echo cdx: "%JAVA%" is not there; install Java 17 or later, or set JAVA_HOME 1>&2
exit /b 2
