/*
 * netsdk_open.h: the C interface of libnetsdk_open.so.
 *
 * Symbols, structs and numbers are those of the device maker's network library on 64-bit Linux, so that a
 * program built for one runs on the other; the declarations here are our own. C99, no C++.
 *
 * THE CONTRACT
 *
 * Threads. Any function may be called on any thread at any time, several at once, also for the same handle.
 *
 * Handles. Logins, live views and searches are numbers, positive and never 0. A handle that is 0, negative, of
 * another kind, from another library or already given back is answered with NET_INVALID_HANDLE, never with a
 * crash. A number just given back comes again as late as possible.
 *
 * Errors. A call that fails returns 0 (FALSE) and leaves its reason for CLIENT_GetLastError on the calling
 * thread; a call that succeeds leaves the last reason untouched. A null pointer is NET_ILLEGAL_PARAM, a dwSize
 * that no generation of the struct had is NET_ERROR_PARAM_DWSIZE_ERROR, a call before CLIENT_Init or after
 * CLIENT_Cleanup is NET_NO_INIT, and a call that CLIENT_Cleanup or the end of its login interrupts is
 * NET_NOT_NOW. Memory that cannot be had is NET_SYSTEM_ERROR.
 *
 * Structs. Set dwSize to the size you compiled with; every size that a generation of the struct had is accepted.
 * No more than dwSize bytes are read or written. No pointer of the caller is kept after the return, except
 * function pointers and their user values. Strings are UTF-8 and end in 0.
 *
 * Callbacks run on four delivery threads of the library, never on its network threads and never inside a call,
 * in order per handle, never two at once for one handle; of different handles at the same time. What a callback
 * is given belongs to the library and ends when the callback returns. It must not throw. It may call any
 * function here except CLIENT_Init after CLIENT_Cleanup. A callback that does not come back holds one delivery thread.
 *
 * The promise of the stops. Once CLIENT_StopRealPlayEx, CLIENT_StopSearchDevices, CLIENT_Logout,
 * NETSDK_OPEN_Abort or CLIENT_Cleanup has returned, no callback of what it stopped runs or will run; what the user
 * value leads to may be freed. Called inside a callback of that handle it returns at once, and the promise begins
 * when that callback returns; the same holds where waiting would close a circle of callbacks that stop each other.
 * A stop waits for a running callback however long that takes: hold no lock that the callback needs.
 *
 * Start and end. The first CLIENT_Init starts the threads, each further one only counts. One CLIENT_Cleanup ends
 * everything whatever the count: calls in flight return with an error, running callbacks are waited for, sockets
 * are aborted without a word to the devices, threads are joined. Ending the process without it is safe. Init and
 * Cleanup may alternate for ever.
 *
 * Time. Every wait on the network is bounded: connecting by CLIENT_SetConnectTime, everything else by
 * NETSDK_OPEN_LIMITS. Every device socket aborts on close (SO_LINGER 0) and gives up after 8 s without an
 * acknowledgement, so nothing is delivered after the library has let go of it.
 *
 * Watchdog. Once armed (NETSDK_OPEN_WatchdogArm) it wants to be fed. When it has not been for its time, by
 * CLOCK_BOOTTIME, it trips at that moment, whether or not a thread of this process runs then: from that moment no byte
 * is handed to the kernel for a device, keep-alives, logouts and what was queued before included, and no connection is
 * made. Within a tenth of a second, or of the process going on, all connections to devices are reset: logins are lost
 * (fDisConnect, once each), live views silent, logins under way fail with a network error, new ones with NET_NOT_NOW.
 * Connections made before a trip stay dumb whatever is fed later. A search needs no login and goes on. One thing no
 * library can close: a thread that is stopped between its look at the watchdog and the system call. Behind the
 * watchdog belongs a kernel timer (timer_create with SIGKILL) that ends a process which is stopped for longer.
 */
#ifndef NETSDK_OPEN_H
#define NETSDK_OPEN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#define NETSDK_NOEXCEPT noexcept
#else
#define NETSDK_NOEXCEPT
#endif

#ifndef NETSDK_API
#define NETSDK_API __attribute__((visibility("default")))
#endif

typedef int32_t BOOL;
typedef int32_t LONG;
typedef uint32_t DWORD;
typedef uint16_t WORD;
typedef uint8_t BYTE;
typedef long LLONG;  /* 8 bytes */
typedef long LDWORD; /* 8 bytes: a user value, a number or a pointer */

#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif

/* ------------------------------------------------------------------------------------------ error numbers */

/* What CLIENT_GetLastError returns is 0 or 0x80000000 | n; all of the maker's numbers stand in netsdk_errors.h. Those
 * that this library returns:
 * NET_SYSTEM_ERROR         memory, threads, descriptors, or a bound of this library
 * NET_NETWORK_ERROR        no answer in time, the connection ended, the login is down, or the device lost the session
 * NET_DEV_VER_NOMATCH      the device offers no challenge login
 * NET_INVALID_HANDLE       zero, stale, foreign or of another kind
 * NET_OPEN_CHANNEL_ERROR   the device refused to open the channel
 * NET_ILLEGAL_PARAM        null, out of range, not an IP address; or the device said so of what was asked
 * NET_RETURN_DATA_ERROR    the device sent what is not its protocol, or no answer to what was asked
 * NET_INSUFFICIENT_BUFFER  the caller's buffer is too small
 * NET_OPEN_FILE_ERROR      the caller's file could not be written
 * NET_ERROR_PWD_ILLEGAL    the new password breaks a rule
 * NET_ERROR_DEVICE_ALREADY_INIT  the device has its first password already
 * NET_NOT_SUPPORTED        not implemented by this library
 * NET_NOT_NOW              interrupted by Cleanup, Logout or Stop; the watchdog has tripped
 * NET_NO_INIT              before CLIENT_Init or after CLIENT_Cleanup
 * NET_UNSUPPORTED          no device does this by a known protocol, or this device does not
 * NET_DEVICE_BUSY          the device is busy
 * NET_ERROR_SOURCE_IN_USE  what was asked for is in use at the device
 * NET_ERROR_GET_DATA_FAILED  the device has no data of that kind
 * NET_ERROR_JSON_REQUEST   the device could not read the request
 * NET_ERROR                the device refused, and gave no cause or one that nobody knows
 * NET_LOGIN_ERROR_*        the login was refused; the small number is in nError (NET_ERROR goes with 255). Of the two
 *                          without a refusal, _CONNECT is no connection within the connect time, _NETWORK refused,
 *                          unreachable or lost meanwhile
 * NET_ERROR_PARAM_DWSIZE_ERROR  dwSize is none that the struct ever had */
#include "netsdk_errors.h"

/* This library's own: another device answered than NETSDK_OPEN_ExpectSerial named. Outside the maker's numbers. */
#define NETSDK_OPEN_ERROR_OTHER_DEVICE 0x8F000001u
/* The same: CLIENT_InitDevAccount made the account, but the device did not take the step after it. */
#define NETSDK_OPEN_ERROR_ACCESS_NOT_SET 0x8F000002u
/* The same: the device knows no challenge and wants the password itself, which NETSDK_OPEN_AllowPlainLogin did not allow. */
#define NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN 0x8F000003u
/* The same: the device answers keep-alives but no JSON, neither by f6 nor where devices without f6 are asked. */
#define NETSDK_OPEN_ERROR_NO_JSON 0x8F000004u

/* --------------------------------------------------------------------------------- start, end, settings */

/* A login was lost: the connection ended, or nothing came for the loss time. Once per loss. The integer parameter
 * is passed sign-extended to 8 bytes, so a receiver that declares it as long reads the same number. */
typedef void (*fDisConnect)(LLONG lLoginID, char* pchDVRIP, LONG nDVRPort, LDWORD dwUser);
/* A lost login was logged in again by the library; the handle is the same, live views come again. */
typedef void (*fHaveReConnect)(LLONG lLoginID, char* pchDVRIP, LONG nDVRPort, LDWORD dwUser);

typedef struct {
    int32_t nThreadNum; /* network threads; 0 = 2; at most 16 */
    BYTE bReserved[1024];
} NETSDK_INIT_PARAM;

/* Times in milliseconds unless named otherwise. All of them at once: 0 = default, whatever an earlier call said. */
typedef struct {
    int32_t nWaittime;            /* answer of a request; default: the step time of NETSDK_OPEN_LIMITS */
    int32_t nConnectTime;         /* one connection attempt; default 1500 */
    int32_t nConnectTryNum;       /* attempts per login; default 1, at most 10 */
    int32_t nSubConnectSpaceTime; /* not used */
    int32_t nGetDevInfoTime;      /* what a login asks beyond its verdict, all together; default 1000 */
    int32_t nConnectBufSize;      /* bytes kept per live view for a slow callback; default 1 MiB, at least 250 KiB */
    int32_t nGetConnInfoTime;     /* opening of a live view's own connection; default: as nWaittime */
    int32_t nSearchRecordTime;    /* not used */
    int32_t nsubDisconnetTime;    /* not used */
    BYTE byNetType;               /* not used */
    BYTE byPlaybackBufSize;       /* not used */
    BYTE bDetectDisconnTime;      /* seconds without any answer until a login counts as lost; default: nLossMs there */
    BYTE bKeepLifeInterval;       /* seconds between keep-alives; default: nKeepAliveMs there */
    int32_t nPicBufSize;          /* bytes of one picture, at least 64 KiB; default and most: nMaxFrame there */
    BYTE bReserved[4];
} NET_PARAM;

/* Starts the library, or counts. cbDisConnect may be null; a later Init does not change it. TRUE, or FALSE with
 * NET_SYSTEM_ERROR (no threads or descriptors to be had) or NET_NOT_NOW (inside a callback while a Cleanup is under
 * way, which waits for that callback). */
NETSDK_API BOOL CLIENT_Init(fDisConnect cbDisConnect, LDWORD dwUser) NETSDK_NOEXCEPT;
/* As CLIENT_Init; lpInitParam may be null. Exactly 1 on success. */
NETSDK_API BOOL CLIENT_InitEx(fDisConnect cbDisConnect, LDWORD dwUser, NETSDK_INIT_PARAM* lpInitParam) NETSDK_NOEXCEPT;
/* Ends everything; see above. Without an Init it does nothing. Inside a callback it returns at once and the end is
 * reached when the running callbacks have returned; the next Init waits for that. */
NETSDK_API void CLIENT_Cleanup(void) NETSDK_NOEXCEPT;
/* With a callback, lost logins are logged in again with a growing pause (1 s to 30 s), their live views opened again,
 * and cbAutoConnect is called. A refusal that concerns the account ends the attempts: tries are never burnt.
 * Null (the default) switches it off. Holds for all logins of the process, from their next loss on. */
NETSDK_API void CLIENT_SetAutoReconnect(fHaveReConnect cbAutoConnect, LDWORD dwUser) NETSDK_NOEXCEPT;
/* Why the last failed call of this thread failed; 0 when none failed. */
NETSDK_API DWORD CLIENT_GetLastError(void) NETSDK_NOEXCEPT;
/* major * 10000000 + minor * 100000 + patch, never 0. */
NETSDK_API DWORD CLIENT_GetSDKVersion(void) NETSDK_NOEXCEPT;
/* For logins and live views begun after it. Negative values are taken as 0; null does nothing. */
NETSDK_API void CLIENT_SetNetworkParam(NET_PARAM* pNetParam) NETSDK_NOEXCEPT;
/* Milliseconds per connection attempt and number of attempts, for logins begun after it; 0 = default. */
NETSDK_API void CLIENT_SetConnectTime(int32_t nWaitTime, int32_t nTryTimes) NETSDK_NOEXCEPT;

/* --------------------------------------------------------------------------------------------------- login */

typedef enum { EM_LOGIN_SPEC_CAP_TCP = 0 } EM_LOGIN_SPAC_CAP_TYPE; /* others are NET_UNSUPPORTED */

typedef struct {
    BYTE sSerialNumber[48];
    int32_t nAlarmInPortNum;
    int32_t nAlarmOutPortNum;
    int32_t nDiskNum;
    int32_t nDVRType;
    int32_t nChanNum;
    BYTE byLimitLoginTime; /* 0: no public source says where a device tells for how long it lets a login stay */
    BYTE byLeftLogTimes;   /* after a refusal: tries left; 0 = the device did not tell */
    BYTE bReserved[2];
    int32_t nLockLeftTime; /* after a refusal: seconds until the lock ends; -1 = the device did not tell */
    char Reserved[24];
} NET_DEVICEINFO_Ex;

/* 216 (without emTLSCap), 224 (without szLocalIP) or 288 bytes. */
typedef struct {
    DWORD dwSize;
    char szIP[64]; /* an IPv4 or IPv6 address; names are not resolved */
    int32_t nPort; /* 1..65535 */
    char szUserName[64];
    char szPassword[64];
    int32_t emSpecCap; /* EM_LOGIN_SPEC_CAP_TCP */
    BYTE byReserved[4];
    void* pCapParam;    /* not read */
    int32_t emTLSCap;   /* 0 or 1 (TLS where the device has it: not used here); others are NET_UNSUPPORTED */
    char szLocalIP[64]; /* address to connect from; empty = the system's choice */
} NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY;

/* nError: 0 accepted; 1 wrong password; 2 no such user; 3 timed out; 4 already logged in; 5 locked; 6 black-listed;
 * 7 busy; 8 no sub-connection; 9 no connection, lost during the login, not this protocol, or another device than
 * the expected one (then sSerialNumber is filled); 10 too many
 * connections; 11 no challenge login offered; 12 U-key; 13 address not allowed; 18 not initialised;
 * 19 restricted; 20 high-security login only; 255 refused, and nobody knows why. */
typedef struct {
    DWORD dwSize; /* 240 */
    NET_DEVICEINFO_Ex stuDeviceInfo;
    int32_t nError;
    BYTE byReserved[132];
} NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY;

/* Logs in by challenge and answer (what leaves this process is a proof of the password; a device that offers less is
 * refused, and is sent the password itself only where NETSDK_OPEN_AllowPlainLogin allowed it)
 * and holds the session by keep-alives, then asks for alarm ports and disks. Blocks for at most connect time * tries
 * + 3 steps + nGetDevInfoTime; what the device did not tell by then is 0. Returns the login handle, or 0 with the
 * reason in nError and in the last error. */
NETSDK_API LLONG CLIENT_LoginWithHighLevelSecurity(
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY* pstInParam, NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY* pstOutParam) NETSDK_NOEXCEPT;
/* Ends the login and all under it: live views first, callbacks as promised above, then the logout is sent, its
 * answer waited for at most nLogoutWaitMs, the connection aborted. Inside a delivery callback it does not wait for
 * the answer. */
NETSDK_API BOOL CLIENT_Logout(LLONG lLoginID) NETSDK_NOEXCEPT;
/* The older form of the same login: pCapParam is not read, lpDeviceInfo may be null, *error (may be null) is what nError
 * is above, 0 when it succeeded, 9 also where the arguments were wrong. emSpecCap: EM_LOGIN_SPEC_CAP_TCP; others are
 * NET_UNSUPPORTED. */
NETSDK_API LLONG CLIENT_LoginEx2(const char* pchDVRIP, WORD wDVRPort, const char* pchUserName, const char* pchPassword,
    int32_t emSpecCap, void* pCapParam, NET_DEVICEINFO_Ex* lpDeviceInfo, int32_t* error) NETSDK_NOEXCEPT;

/* EM_OPTIMIZE_TYPE; others are NET_NOT_SUPPORTED. */
#define EM_OPT_TYPE_DEFAULT 0
#define EM_OPT_TYPE_MOBILE_OPTION 3
/* EM_OPTTYPE_MOBILE_TYPE, bits that may be combined: what a login leaves out. Other bits stand for questions that this
 * library does not ask. That the bits leave out rather than ask is a guess by the manual's words. */
#define OPTTYPE_MOBILE_DISK_INFO 4
#define OPTTYPE_MOBILE_ALARM_IO 16
/* For logins begun after it. EM_OPT_TYPE_MOBILE_OPTION: pParam leads to a 4-byte integer of those bits.
 * EM_OPT_TYPE_DEFAULT: everything is asked again; pParam is not read. */
NETSDK_API BOOL CLIENT_SetOptimizeMode(int32_t emType, void* pParam) NETSDK_NOEXCEPT;

/* ------------------------------------------------------------------------- information and configuration */

/* The functions from here to CLIENT_DHPTZControlEx2 ask the device and block for at most waittime milliseconds, all
 * their questions together; 0 or less = nWaittime of NET_PARAM. Several may be under way on one login. An answer that
 * comes later is dropped and counted. A device that does not know the question is NET_UNSUPPORTED. */

typedef struct {
    DWORD dwYear; /* 2000..2099 */
    DWORD dwMonth;
    DWORD dwDay;
    DWORD dwHour;
    DWORD dwMinute;
    DWORD dwSecond;
} NET_TIME;

#define DH_DEV_TIMECFG 8 /* the device's clock, its local time: NET_TIME; the channel is not used, -1 is usual */

/* dwCommand: DH_DEV_TIMECFG; others are NET_NOT_SUPPORTED. A buffer below 24 bytes is NET_INSUFFICIENT_BUFFER; what a
 * larger one has behind it becomes 0. *lpBytesReturned (may be null) becomes dwOutBufferSize. */
NETSDK_API BOOL CLIENT_GetDevConfig(LLONG lLoginID, DWORD dwCommand, LONG lChannel, void* lpOutBuffer,
    DWORD dwOutBufferSize, DWORD* lpBytesReturned, int32_t waittime) NETSDK_NOEXCEPT;
/* The same the other way; a time that is none, or a buffer below 24 bytes, is NET_ILLEGAL_PARAM and is not sent. */
NETSDK_API BOOL CLIENT_SetDevConfig(LLONG lLoginID, DWORD dwCommand, LONG lChannel, void* lpInBuffer,
    DWORD dwInBufferSize, int32_t waittime) NETSDK_NOEXCEPT;

/* Reads a configuration table by the name that devices give it: General, NTP, Encode, MotionDetect, ChannelTitle,
 * RemoteDevice, Network, RTSP, Record, Ptz, VideoInOptions, ... nChannelID counts from 0, -1 = all channels.
 * szOutBuffer becomes the device's whole answer as text, {"id":..,"params":{"table":..},"result":true,..}, ended by 0.
 * That the maker's function hands out the whole answer rather than the table is a guess.
 * *error (may be null): 0 done, 1 failed, 2 not legal, 3 not now, 4 no permission. NET_INSUFFICIENT_BUFFER: nothing was
 * written. */
NETSDK_API BOOL CLIENT_GetNewDevConfig(LLONG lLoginID, char* szCommand, int32_t nChannelID, char* szOutBuffer,
    DWORD dwOutBufferSize, int32_t* error, int32_t waittime) NETSDK_NOEXCEPT;
/* Writes a table. szInBuffer, up to its 0 or dwInBufferSize, is the table as JSON, or an answer as
 * CLIENT_GetNewDevConfig gives it, whose params.table is taken. *restart (may be null): 1 = it takes effect with the
 * next start of the device. What is no JSON is NET_ILLEGAL_PARAM and is not sent. */
NETSDK_API BOOL CLIENT_SetNewDevConfig(LLONG lLoginID, char* szCommand, int32_t nChannelID, char* szInBuffer,
    DWORD dwInBufferSize, int32_t* error, int32_t* restart, int32_t waittime) NETSDK_NOEXCEPT;

#define CFG_CAP_CMD_PTZ "ptz.getCurrentProtocolCaps"

/* Asks for what the device says of itself. szCommand is "<service>.<method>" with a method that begins with get or
 * list, as all the maker's names do that a device answers; others are NET_NOT_SUPPORTED. nChannelID counts from 0; it
 * matters to ptz, devVideoInput and devVideoAnalyse. szOutBuffer becomes the device's whole answer as above, which
 * CLIENT_ParseData reads. *error as above. */
NETSDK_API BOOL CLIENT_QueryNewSystemInfo(LLONG lLoginID, char* szCommand, int32_t nChannelID, char* szOutBuffer,
    DWORD dwOutBufferSize, int32_t* error, int32_t waittime) NETSDK_NOEXCEPT;
/* The same; pExtendInfo is not read. */
NETSDK_API BOOL CLIENT_QueryNewSystemInfoEx(LLONG lLoginID, char* szCommand, int32_t nChannelID, char* szOutBuffer,
    DWORD dwOutBufferSize, int32_t* error, void* pExtendInfo, int32_t waittime) NETSDK_NOEXCEPT;

typedef struct {
    int32_t nHorizontalAngleMin;
    int32_t nHorizontalAngleMax;
    int32_t nVerticalAngleMin;
    int32_t nVerticalAngleMax;
} CFG_PTZ_MOTION_RANGE;

/* 1436, 3792, 5864, 7452 or 7456 bytes; set nStructSize, or leave it 0 and let the buffer's size say it. Fields that a
 * device does not tell are 0. What is reserved here are parts that no public source shows a device to tell. */
typedef struct {
    int32_t nStructSize;
    BOOL bPan;
    BOOL bTile;
    BOOL bZoom;
    BOOL bIris;
    BOOL bPreset;
    BOOL bRemovePreset;
    BOOL bTour;
    BOOL bRemoveTour;
    BOOL bPattern;
    BOOL bAutoPan;
    BOOL bAutoScan;
    BOOL bAux;
    BOOL bAlarm;
    BOOL bLight;
    BOOL bWiper;
    BOOL bFlip;
    BOOL bMenu;
    BOOL bMoveRelatively;
    BOOL bMoveAbsolutely;
    BOOL bMoveDirectly;
    BOOL bReset;
    BOOL bGetStatus;
    BOOL bSupportLimit;
    BOOL bPtzDevice;
    BOOL bIsSupportViewRange;
    WORD wCamAddrMin;
    WORD wCamAddrMax;
    WORD wMonAddrMin;
    WORD wMonAddrMax;
    WORD wPresetMin;
    WORD wPresetMax;
    WORD wTourMin;
    WORD wTourMax;
    WORD wPatternMin;
    WORD wPatternMax;
    WORD wTileSpeedMin;
    WORD wTileSpeedMax;
    WORD wPanSpeedMin;
    WORD wPanSpeedMax;
    WORD wAutoScanMin;
    WORD wAutoScanMax;
    WORD wAuxMin;
    WORD wAuxMax;
    DWORD dwInterval;
    DWORD dwType;
    DWORD dwAlarmLen;
    DWORD dwNearLightNumber;
    DWORD dwFarLightNumber;
    DWORD dwSupportViewRangeType;
    DWORD dwSupportFocusMode;
    char szName[32];
    char szAuxs[1024]; /* 32 names of 32 bytes */
    CFG_PTZ_MOTION_RANGE stuPtzMotionRange;
    BYTE byLightingControl[40];
    BOOL bSupportPresetTimeSection;
    BOOL bFocus;
    BYTE byAreaScan[8];
    BYTE byPrivacyMasking[96];
    BYTE byMeasureDistance[16];
    BOOL bSupportPtzPatternOSD;
    BOOL bSupportPtzRS485DetectOSD;
    BOOL bSupportPTZCoordinates;
    BOOL bSupportPTZZoom;
    BOOL bDirectionDisplay;
    DWORD dwZoomMax;
    DWORD dwZoomMin; /* the end of the 1436 bytes */
    BYTE byMoveAbsolutely[1024];
    BOOL bMoveContinuously;
    BYTE byNewer[4992];
} CFG_PTZ_PROTOCOL_CAPS_INFO;

/* Reads an answer of CLIENT_QueryNewSystemInfo into a struct; needs no login and no Init. szCommand: CFG_CAP_CMD_PTZ with
 * CFG_PTZ_PROTOCOL_CAPS_INFO; others are NET_NOT_SUPPORTED. szInBuffer may be the whole answer, its params, or what its
 * "caps" are. pReserved (may be null) leads to a DWORD that becomes the bytes written. */
NETSDK_API BOOL CLIENT_ParseData(char* szCommand, char* szInBuffer, void* lpOutBuffer, DWORD dwOutBufferSize,
    void* pReserved) NETSDK_NOEXCEPT;
/* The way back: {"caps":{..}}, ended by 0. */
NETSDK_API BOOL CLIENT_PacketData(char* szCommand, void* lpInBuffer, DWORD dwInBufferSize, char* szOutBuffer,
    DWORD dwOutBufferSize) NETSDK_NOEXCEPT;

/* CLIENT_QueryDevState: what, and what pBuf becomes. */
#define DH_DEVSTATE_COMM_ALARM 0x01 /* NET_CLIENT_STATE: the alarm inputs; motion and video loss stay 0 */
#define DH_DEVSTATE_RECORDING 0x03  /* one byte per channel of the device: 1 recording, 0 not */
#define DH_DEVSTATE_DISK 0x04       /* DH_HARDDISK_STATE, or as much of it as holds what there is */
#define DH_DEVSTATE_ONLINE 0x35     /* a 4-byte integer, 1 logged in, 0 not; the device is not asked */

typedef struct {
    int32_t channelcount;
    int32_t alarminputcount;
    BYTE alarm[16]; /* 1 = alarm */
    BYTE motiondection[16];
    BYTE videolost[16];
} NET_CLIENT_STATE;

typedef struct {
    DWORD dwVolume;    /* MiB */
    DWORD dwFreeSpace; /* MiB */
    BYTE dwStatus;     /* low half: 1 active, 2 failed; high half: 0 read and write, 1 read only, 2 backup, 3 redundant,
                          4 snapshot */
    BYTE bDiskNum;     /* from 0 */
    BYTE bSubareaNum;  /* partition, from 0 */
    BYTE bSignal;      /* 0 */
} NET_DEV_DISKSTATE;

typedef struct {
    DWORD dwDiskNum; /* entries */
    NET_DEV_DISKSTATE stDisks[256];
} DH_HARDDISK_STATE;

/* One of the four above; others are NET_NOT_SUPPORTED. pRetLen (may be null) becomes the bytes that say something.
 * NET_INSUFFICIENT_BUFFER: nothing was written. How a device tells its alarm inputs is known from its HTTP form only. */
NETSDK_API BOOL CLIENT_QueryDevState(
    LLONG lLoginID, int32_t nType, char* pBuf, int32_t nBufLen, int32_t* pRetLen, int32_t waittime) NETSDK_NOEXCEPT;

/* ------------------------------------------------------------------------------------------------ control */

/* Restarts the device. Returns when it has said yes; from then on the login expects its loss: nothing is asked on it any
 * more, and the loss is told once (fDisConnect) and then goes its way as any other: automatic reconnecting if it is on,
 * else the login stays down. A device that does not go away within the loss time is taken as staying. */
NETSDK_API BOOL CLIENT_RebootDev(LLONG lLoginID) NETSDK_NOEXCEPT;
#define DH_CTRL_REBOOT 0
#define DH_CTRL_SHUTDOWN 1
/* type: one of these two, both with the promise of CLIENT_RebootDev; others are NET_NOT_SUPPORTED. param is not read. */
NETSDK_API BOOL CLIENT_ControlDevice(LLONG lLoginID, int32_t type, void* param, int32_t waittime) NETSDK_NOEXCEPT;

/* The commands of CLIENT_DHPTZControlEx2 that this header has a use for; all 76 of the manual's appendix are known by
 * their numbers. */
#define DH_PTZ_POINT_SET_CONTROL 11
#define DH_EXTPTZ_MOVE_ABSOLUTELY 69
#define DH_EXTPTZ_MOVE_CONTINUOUSLY 70
#define DH_EXTPTZ_STOP_MOVE 139

typedef struct {
    int32_t nPositionX; /* 0..3600, tenths of a degree */
    int32_t nPositionY; /* -1800..1800, tenths of a degree */
    int32_t nZoom;      /* 0..128 */
    char szReserve[32];
} PTZ_SPACE_UNIT;

typedef struct {
    float fPositionX; /* -1..1, to the right is positive */
    float fPositionY; /* -1..1, up is positive */
    float fZoom;      /* -1..1, closer is positive */
    char szReserve[32];
} PTZ_SPEED_UNIT;

typedef struct {
    PTZ_SPACE_UNIT stuPosition;
    PTZ_SPEED_UNIT stuSpeed;
    char szReserve[64];
} PTZ_CONTROL_ABSOLUTELY;

typedef struct {
    PTZ_SPEED_UNIT stuSpeed;
    int32_t nTimeOut; /* seconds until the device stops by itself, at most 3600; 0 = never */
    char szReserve[64];
} PTZ_CONTROL_CONTINUOUSLY;

typedef struct {
    DWORD dwSize; /* 4 */
} NET_IN_STOP_MOVE_INFO;

/* Moves a camera; nChannelID counts from 0. dwPTZCommand and the ranges of its parameters are those of the manual's
 * appendix: speeds 1..8, presets 1..255, -8191..8191 and so on. NET_ILLEGAL_PARAM: a channel that the device has not, a
 * parameter out of its range, or a stop of what does not go on; nothing was sent. NET_UNSUPPORTED: no public fact says
 * how a device is asked for that command (49, 50, 64, 65, 77, 82, 134, 137, 138), or it is two calls in one, for the
 * caller to make: 128 is 10, then a picture. NET_NOT_SUPPORTED: no such command. Guesses are marked in one table,
 * wire/ptz_rows.cpp.
 * dwStop: FALSE starts, TRUE ends what goes on: a move, a tour, a scan, a pattern, a rotation, a menu.
 * param4: for 11 the preset's name, ended by 0, at most 63 bytes (255 if lParam3 is not 0), null = none; for 69
 * PTZ_CONTROL_ABSOLUTELY; for 70 PTZ_CONTROL_CONTINUOUSLY (may be null with dwStop); for 139 NET_IN_STOP_MOVE_INFO or
 * null; else not read. Waits for nWaittime of NET_PARAM. */
NETSDK_API BOOL CLIENT_DHPTZControlEx2(LLONG lLoginID, int32_t nChannelID, DWORD dwPTZCommand, LONG lParam1,
    LONG lParam2, LONG lParam3, BOOL dwStop, void* param4) NETSDK_NOEXCEPT;

/* ----------------------------------------------------------------------------------------------- pictures */

/* Pictures are taken over HTTP (snapshot.cgi) with the login's name and password, which answer a digest challenge and
 * are sent in no other way. Where the device speaks HTTP is asked of it by the search's datagram, sent to its address
 * alone; of several that answer there the one with the login's serial number is believed; within a second it is 80. That
 * is kept for the login until it is lost; NETSDK_OPEN_SetHttpPort sets it. The
 * connection has the options of every device socket and ends with its answer; none is made, and none goes on, once the
 * watchdog has tripped or the login has ended. A device that refuses the name and password there is not asked for
 * pictures again on this login before it is logged in anew, since each such answer costs the account a try: the orders
 * end with NET_LOGIN_ERROR_PASSWORD without a word to it; with NET_LOGIN_ERROR_DEVICE_NOT_INIT of a device that answers as
 * those do that have no password yet (one public source). */

typedef struct {
    uint32_t Channel;   /* counted from 0 */
    uint32_t Quality;   /* 0..6; not sent: the channel's own setting at the device holds */
    uint32_t ImageSize; /* 0..2; the same */
    uint32_t mode;      /* 0 one; 1 one every InterSnap seconds; 2 again and again; 0xFFFFFFFF (-1) ends 1 and 2 */
    uint32_t InterSnap; /* mode 1: 1..86400 seconds */
    uint32_t CmdSerial; /* given back with each picture of this order; its low 16 bits count */
    uint32_t Reserved[4];
} SNAP_PARAMS;

/* A picture: EncodeType 10, pBuf is one whole JPEG of RevLen bytes; 0, it is one frame of a video stream, which devices
 * send that know no JPEG (by the maker's own words; no other public fact says so). pBuf is a copy for this call. Runs on
 * a delivery thread, in order with the other callbacks of its login. */
typedef void (*fSnapRev)(
    LLONG lLoginID, BYTE* pBuf, uint32_t RevLen, uint32_t EncodeType, DWORD CmdSerial, LDWORD dwUser);
/* Sets, changes or (null) removes the callback of the process; CLIENT_Cleanup removes it too. The one before it may still
 * run for a moment. While there is none, pictures are taken and dropped. */
NETSDK_API void CLIENT_SetSnapRevCallBack(fSnapRev OnSnapRevMessage, LDWORD dwUser) NETSDK_NOEXCEPT;

/* Orders a picture, or pictures, of a channel, and returns once the order is noted; fSnapRev brings each. One that does
 * not come within nWaittime of NET_PARAM is given up, and one that comes later is dropped and counted (nLateAnswers);
 * fSnapRev says nothing of it, NETSDK_OPEN_fSnapFailed does.
 * Devices do not bear pictures in quick succession, so orders share: all orders of a channel that find a request of it
 * under way get its picture, each under its own number, and so do orders of mode 0 that find one which was asked for less
 * than the guard ago (NETSDK_OPEN_SetSnapGuard; 3 s). Whatever became of it, a channel is not asked twice within a second
 * and a device for four at a time; what is ordered meanwhile waits, in order. Mode 1 and 2 hold until mode -1, a new
 * order of theirs for the channel, or the end of the login; while a login is down they rest; each picture of theirs is a
 * new one, a second apart at least. reserved is not read.
 * NET_ILLEGAL_PARAM: null, a channel that the device has not, a mode, quality, size or interval out of range.
 * NET_NETWORK_ERROR: the login is down. NET_SYSTEM_ERROR: 256 pictures of this login are wanted already. */
NETSDK_API BOOL CLIENT_SnapPictureEx(LLONG lLoginID, SNAP_PARAMS* par, int32_t* reserved) NETSDK_NOEXCEPT;

/* 304 bytes. */
typedef struct {
    DWORD dwSize;
    SNAP_PARAMS stuParam; /* mode 0 only; CmdSerial is not read */
    char szFilePath[260]; /* where to write it; empty = nowhere; what was there before is replaced when all of it
                             * is written */
} NET_IN_SNAP_PIC_TO_FILE_PARAM;

/* 24 bytes. */
typedef struct {
    DWORD dwSize;
    char* szPicBuf;       /* the caller's, may be null */
    DWORD dwPicBufLen;    /* its size */
    DWORD dwPicBufRetLen; /* out: bytes of the picture, also when they had no room */
} NET_OUT_SNAP_PIC_TO_FILE_PARAM;

/* One picture into a file, a buffer, or both; waits for it at most nWaitTime milliseconds, 0 or less = nWaittime of
 * NET_PARAM. Errors, beside those of CLIENT_SnapPictureEx: NET_ILLEGAL_PARAM: neither file nor buffer.
 * NET_INSUFFICIENT_BUFFER: it is larger than the buffer; no file is written then. NET_RETURN_DATA_ERROR: what the device
 * sent is empty, no JPEG, no HTTP, or larger than nPicBufSize of NET_PARAM. NET_NETWORK_ERROR: no answer in time, no
 * connection. NET_LOGIN_ERROR_PASSWORD, NET_LOGIN_ERROR_DEVICE_NOT_INIT: see above. NET_UNSUPPORTED: the device has no
 * such page. NET_ERROR: it refused otherwise, by its status or in words ("Error", "Bad Request!") that it does not call a
 * picture. NET_OPEN_FILE_ERROR: the file could not be written. NET_NOT_NOW: the login ended. */
NETSDK_API BOOL CLIENT_SnapPictureToFile(LLONG lLoginID, const NET_IN_SNAP_PIC_TO_FILE_PARAM* pInParam,
    NET_OUT_SNAP_PIC_TO_FILE_PARAM* pOutParam, int32_t nWaitTime) NETSDK_NOEXCEPT;

/* --------------------------------------------------------------------------------------------------- live */

typedef enum {
    DH_RType_Realplay = 0,    /* main stream */
    DH_RType_Multiplay = 1,   /* this and 6..16: NET_UNSUPPORTED */
    DH_RType_Realplay_0 = 2,  /* main stream */
    DH_RType_Realplay_1 = 3,  /* extra stream 1 */
    DH_RType_Realplay_2 = 4,  /* extra stream 2 */
    DH_RType_Realplay_3 = 5   /* extra stream 3 */
} DH_RealPlayType;

/* dwDataType 0: pBuffer is exactly one whole frame of the devices' container, from "DHAV" to the closing length. */
typedef void (*fRealDataCallBackEx2)(
    LLONG lRealHandle, DWORD dwDataType, BYTE* pBuffer, DWORD dwBufSize, LLONG param, LDWORD dwUser);

/* Opens a live view; nChannelID counts from 0; hWnd is not used (there is no display) and should be null. Blocks
 * for at most four steps. Frames that come before a callback is set are kept as far as the receive buffer goes.
 * If the view's connection is lost while the login stays, the view is silent, unless automatic reconnecting is on:
 * then it is opened again. NET_OPEN_CHANNEL_ERROR: the device refused. NET_NETWORK_ERROR: also when the login is down. */
NETSDK_API LLONG CLIENT_RealPlayEx(LLONG lLoginID, int32_t nChannelID, void* hWnd, int32_t rType) NETSDK_NOEXCEPT;
/* Sets, changes or (null) removes the callback. dwFlag: bit 0 (raw data) must be set, other bits are ignored.
 * The callback before it may still run for a moment on another thread, unless called inside that callback. While
 * a callback does not keep up and the receive buffer is full, the view's connection is not read; the login's is. */
NETSDK_API BOOL CLIENT_SetRealDataCallBackEx2(
    LLONG lRealHandle, fRealDataCallBackEx2 cbRealData, LDWORD dwUser, DWORD dwFlag) NETSDK_NOEXCEPT;
/* Ends the live view with the promise above; the device is told without waiting for its answer. */
NETSDK_API BOOL CLIENT_StopRealPlayEx(LLONG lRealHandle) NETSDK_NOEXCEPT;

/* ------------------------------------------------------------------------------------------------- search */

typedef struct {
    int32_t iIPVersion; /* 4 */
    char szIP[64];
    int32_t nPort;
    char szSubmask[64];
    char szGateway[64];
    char szMac[40];
    char szDeviceType[32]; /* class: NVR, IPC, ... */
    BYTE byManuFactory; /* 0: the numbers of makers are not public; the name is in szVendor */
    BYTE byDefinition;
    BYTE bDhcpEn;
    BYTE byReserved1;
    char verifyData[88];
    char szSerialNo[48];
    char szDevSoftVersion[128];
    char szDetailType[32]; /* model */
    char szVendor[128]; /* who sells it; where it does not tell, who made it */
    char szDevName[64];
    char szUserName[16]; /* always empty */
    char szPassWord[16]; /* always empty */
    WORD nHttpPort;
    WORD wVideoInputCh;
    WORD wRemoteVideoInputCh;
    WORD wVideoOutputCh;
    WORD wAlarmInputCh;
    WORD wAlarmOutputCh;
    BOOL bNewWordLen;
    char szNewPassWord[64];
    BYTE byInitStatus;  /* low two bits: 1 not initialised, 2 initialised */
    BYTE byPwdResetWay; /* bit 0 phone, bit 1 e-mail */
    BYTE bySpecialAbility;
    char szNewDetailType[64]; /* model, when longer than szDetailType */
    BOOL bNewUserName;
    char szNewUserName[64];
    BYTE byPwdFindVersion;
    char szDeviceID[24];
    DWORD dwUnLoginFuncMask;
    char szMachineGroup[64];
    int32_t emIPVersionFrom;
    char szCountryCode[3];
    char cReserved[5];
} DEVICE_NET_INFO_EX;

typedef struct {
    char szText[64];
} NET_BRIDGE_NET_CARDS_MAC_LIST;

typedef struct {
    DEVICE_NET_INFO_EX stuDevInfo;
    char szLocalIP[64]; /* the local address the answer came to */
    char szDeviceSubClass[16];
    char szSID[32];
    BYTE byRole;
    char szReserved[3];
    int32_t nBridgeNetCardsMacListNum;
    NET_BRIDGE_NET_CARDS_MAC_LIST stuBridgeNetCardsMacList[64];
    char cReserved[1992];
} DEVICE_NET_INFO_EX2;

typedef void (*fSearchDevicesCBEx)(LLONG lSearchHandle, DEVICE_NET_INFO_EX2* pDevNetInfo, void* pUserData);

/* 0 both, 1 multicast only, 2 broadcast only. */
typedef enum {
    EM_SEND_SEARCH_TYPE_MULTICAST_AND_BROADCAST = 0,
    EM_SEND_SEARCH_TYPE_MULTICAST = 1,
    EM_SEND_SEARCH_TYPE_BROADCAST = 2
} EM_SEND_SEARCH_TYPE;

/* 96 (up to emSendType), 104 or 112 bytes. */
typedef struct {
    DWORD dwSize;
    char szLocalIp[64]; /* a local IPv4 address; empty = every one, loopback included */
    fSearchDevicesCBEx cbSearchDevices;
    void* pUserData;
    int32_t emSendType;
    void* cbSearchDevicesTTLV; /* not called */
    void* cbSearchDevices4th;  /* not called */
} NET_IN_STARTSERACH_DEVICE;

typedef struct {
    DWORD dwSize; /* 4 */
} NET_OUT_STARTSERACH_DEVICE;

/* Asks by broadcast and multicast on the local addresses, at once, every second for ten seconds, then every ten until
 * stopped. Each device is told once, at whatever addresses it answers: known by its MAC, or by its serial number and
 * address where it tells none. Only IPv4. NET_SYSTEM_ERROR: no socket could be opened. */
NETSDK_API LLONG CLIENT_StartSearchDevicesEx(
    NET_IN_STARTSERACH_DEVICE* pInBuf, NET_OUT_STARTSERACH_DEVICE* pOutBuf) NETSDK_NOEXCEPT;
/* 16392 (without cbSearchDevicesEx) or 16400 bytes. */
typedef struct {
    DWORD dwSize;
    int32_t nIpNum; /* 1..256; more is NET_ILLEGAL_PARAM */
    char szIP[256][64]; /* IPv4 addresses */
    void* cbSearchDevicesEx; /* not called */
} DEVICE_IP_SEARCH_INFO;

typedef void (*fSearchDevicesCB)(DEVICE_NET_INFO_EX* pDevNetInfo, void* pUserData);

/* Asks so many addresses one by one, again and again like the search above, and waits for dwWaitTime milliseconds
 * (0 = nWaittime of NET_PARAM). What answers is told once each, as it comes, on a delivery thread; when this returns, the
 * callback does not run and will not. szLocalIp: an address of ours to ask from; null or empty = the system's choice.
 * TRUE whether devices answered or not. NET_ILLEGAL_PARAM: no callback, no or too many addresses, or one that is none;
 * NET_NOT_NOW: CLIENT_Cleanup came. */
NETSDK_API BOOL CLIENT_SearchDevicesByIPs(DEVICE_IP_SEARCH_INFO* pIpSearchInfo, fSearchDevicesCB cbSearchDevices,
    LDWORD dwUserData, char* szLocalIp, DWORD dwWaitTime) NETSDK_NOEXCEPT;
/* Ends the search with the promise above. */
NETSDK_API BOOL CLIENT_StopSearchDevices(LLONG lSearchHandle) NETSDK_NOEXCEPT;

/* ------------------------------------------------------------------------------------------ initialisation */

/* 400 (up to byReserved), 404 or 480 bytes. */
typedef struct {
    DWORD dwSize;
    char szMac[40];      /* which device, as a search tells it; case, ':' and '-' do not matter */
    char szUserName[128];
    char szPwd[128];
    char szCellPhone[32]; /* read if byPwdResetWay has bit 0 */
    char szMail[64];      /* read if byPwdResetWay has bit 1 */
    BYTE byInitStatus;    /* not read: the device is asked */
    BYTE byPwdResetWay;   /* as a search tells it; a way without its number or address is NET_ILLEGAL_PARAM */
    BYTE byReserved[2];
    int32_t emAccountProtocol; /* this and what follows: not read */
    BOOL bAutoAddDevice;
    BOOL bIsAutoAddDevice;
    char szPasswdTip[64];
    BOOL bIs4th;
} NET_IN_INIT_DEVICE_ACCOUNT;

typedef struct {
    DWORD dwSize; /* 4 */
} NET_OUT_INIT_DEVICE_ACCOUNT;

/* Gives a device its first password. First the password is judged (below), and nothing is sent when it breaks a rule.
 * Then the device of that MAC is searched for on the network, from szLocalIp (null or empty: from every address of ours),
 * asked over HTTP at the address and port it tells whether it is initialised, for the key under which secrets are sent,
 * and given account and access in envelopes of RSA and AES. All together for at most dwWaitTime milliseconds, 0 =
 * nWaittime of NET_PARAM. HTTP is not encrypted otherwise, and nobody proves that the key is the device's: whoever can
 * stand between may read the password. So it belongs on a network of its own, as with any tool of the maker.
 * NET_ERROR_PWD_ILLEGAL: the password breaks a rule; which, NETSDK_OPEN_LastPasswordRule tells. NET_ILLEGAL_PARAM: null, no
 * MAC, no name, a control character, or the device said so of what it was given. NET_ERROR_DEVICE_ALREADY_INIT: it has a
 * password. NET_NETWORK_ERROR: no device of that MAC answered in time, or it answered no more. NET_UNSUPPORTED: it has no
 * such page, or no envelope that is known here. NET_RETURN_DATA_ERROR: it sent what is no answer. NET_NOT_NOW: Cleanup.
 * NETSDK_OPEN_ERROR_ACCESS_NOT_SET: the account is made and the password holds, but the last step failed. */
NETSDK_API BOOL CLIENT_InitDevAccount(const NET_IN_INIT_DEVICE_ACCOUNT* pInitAccountIn,
    NET_OUT_INIT_DEVICE_ACCOUNT* pInitAccountOut, DWORD dwWaitTime, char* szLocalIp) NETSDK_NOEXCEPT;

enum NETSDK_OPEN_PASSWORD_RULE {
    NETSDK_OPEN_PASSWORD_FINE = 0,
    NETSDK_OPEN_PASSWORD_TOO_SHORT = 1,     /* fewer than 8 characters */
    NETSDK_OPEN_PASSWORD_ONE_KIND = 2,      /* fewer than two of: lower case, upper case, digits, symbols */
    NETSDK_OPEN_PASSWORD_HAS_NAME = 3,      /* the account's name, or that backwards, in whatever case */
    NETSDK_OPEN_PASSWORD_CONTINUOUS = 4,    /* three that follow each other, up or down: 123, abc, CBA */
    NETSDK_OPEN_PASSWORD_OVERLAPPED = 5,    /* three times the same: 111, aaa */
    NETSDK_OPEN_PASSWORD_TOO_LONG = 6,      /* more than 32 characters */
    NETSDK_OPEN_PASSWORD_BAD_CHARACTER = 7  /* a blank, ' " ; : & or what is no printable ASCII */
};
/* The rule that the password of the last CLIENT_InitDevAccount of THIS thread breaks; 1 to 5 are those of the manual's
 * appendix, 6 and 7 what devices refuse beyond them. */
NETSDK_API int32_t NETSDK_OPEN_LastPasswordRule(void) NETSDK_NOEXCEPT;

/* ---------------------------------------------------------------------------------- this library's own */

/* "1.2.3": this library's version; never null. */
NETSDK_API const char* NETSDK_OPEN_Version(void) NETSDK_NOEXCEPT;
/* sizeof of a struct as this library was compiled, by its C name; 0 = unknown name. For the caller's self-check. */
NETSDK_API uint32_t NETSDK_OPEN_StructSize(const char* name) NETSDK_NOEXCEPT;
/* offsetof of a field; 0xFFFFFFFF = unknown. */
NETSDK_API uint32_t NETSDK_OPEN_FieldOffset(const char* name, const char* field) NETSDK_NOEXCEPT;

enum NETSDK_OPEN_LOGIN_STAGE {
    NETSDK_OPEN_LOGIN_NOT_CONNECTED = 0,
    NETSDK_OPEN_LOGIN_CONNECTED = 1,  /* the device accepted the connection */
    NETSDK_OPEN_LOGIN_CHALLENGED = 2, /* it sent the challenge; no proof has left */
    NETSDK_OPEN_LOGIN_SENT = 3,       /* the packet with the proof of the password may have left */
    NETSDK_OPEN_LOGIN_ANSWERED = 4    /* the device judged the proof; nError tells how */
};
/* How far the last CLIENT_LoginWithHighLevelSecurity of THIS thread came. Of several connection attempts, the last. */
NETSDK_API int32_t NETSDK_OPEN_LastLoginStage(void) NETSDK_NOEXCEPT;

/* Whether the last CLIENT_DHPTZControlEx2 or CLIENT_InitDevAccount of THIS thread sent its order: TRUE = the device may
 * have it, whatever the call returned. FALSE = it has not; nothing was sent, or only the questions that go before. */
NETSDK_API BOOL NETSDK_OPEN_LastOrderSent(void) NETSDK_NOEXCEPT;

/* Names the device that the next CLIENT_LoginWithHighLevelSecurity of THIS thread is for, by its serial number (at most
 * 47 bytes); null or empty = whoever answers, as without this call. A device that names another serial number in its
 * challenge, or none, gets no proof of the password: the login ends with NETSDK_OPEN_ERROR_OTHER_DEVICE, nError 9, the
 * stage NETSDK_OPEN_LOGIN_CHALLENGED, and the serial number it named in sSerialNumber. That login is held to it also
 * when it is logged in again automatically. The next login call uses the name up, whatever comes of it. May be called
 * before CLIENT_Init and in callbacks. FALSE with NET_ILLEGAL_PARAM when it is longer; what was named before then stays. */
NETSDK_API BOOL NETSDK_OPEN_ExpectSerial(const char* serial) NETSDK_NOEXCEPT;

/* Allows that the next login call of THIS thread sends name and password as they are, to be read by whoever listens, to a
 * device that knows no challenge: one that answers the question for it as it would a login without a name, by "wrong
 * password" or "no such user". A device that gives a challenge, that is silent, locked or full, or that welcomes whoever
 * comes, never gets it; nor does any where NETSDK_OPEN_ExpectSerial named one, for such devices do not say who they are.
 * It holds also when that login is logged in again automatically, until the device has given a challenge once. The next
 * login call uses it up, whatever comes of it. Where it is not allowed that login ends with
 * NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN, nError 11, the stage NETSDK_OPEN_LOGIN_CONNECTED. The maker's functions have no such
 * choice: emSpecCap has no number for it. May be called before CLIENT_Init and in callbacks. Always TRUE. */
NETSDK_API BOOL NETSDK_OPEN_AllowPlainLogin(BOOL bAllow) NETSDK_NOEXCEPT;

/* Ends a login and all under it at once, locally: sockets aborted, no word to the device, callbacks as promised
 * above. TRUE when the handle was a live login. */
NETSDK_API BOOL NETSDK_OPEN_Abort(LLONG login) NETSDK_NOEXCEPT;

/* Where the device of this login speaks HTTP, 1..65535; 0 = to be asked of the device again. For what is ordered after it;
 * it holds as long as the login, also when that is logged in again. */
NETSDK_API BOOL NETSDK_OPEN_SetHttpPort(LLONG login, uint32_t port) NETSDK_NOEXCEPT;

enum NETSDK_OPEN_PORT_SOURCE {
    NETSDK_OPEN_PORT_SET = 1,  /* by NETSDK_OPEN_SetHttpPort */
    NETSDK_OPEN_PORT_TOLD = 2, /* by the device, in answer to a search that was sent to its address alone */
    NETSDK_OPEN_PORT_USUAL = 3 /* 80: the device did not tell one within a second */
};
/* Where the device of this login speaks HTTP, and how that is known. The device is asked once for a login; afterwards it is
 * told at once. NET_NETWORK_ERROR: it is not known, and the login is lost. */
NETSDK_API BOOL NETSDK_OPEN_GetHttpPort(LLONG login, uint32_t* port, int32_t* source) NETSDK_NOEXCEPT;

/* Where the device of this login is asked by JSON-RPC when it does not answer that on its own port (f6), 1..65535; 0 =
 * nJsonPort of NETSDK_OPEN_LIMITS. It holds as long as the login. Another port than before ends the connection there, and
 * with it what is being asked.
 * A device that answers a login's keep-alives but not its questions has no f6: they go over one connection to that port
 * of the same address then, made by the first question that needs it, under a login of its own with the same account:
 * the challenge form alone, with the proof only for the device that NETSDK_OPEN_ExpectSerial named and that this login is
 * at. What the device refuses there is what the questions end with (NET_LOGIN_ERROR_*, NET_DEV_VER_NOMATCH,
 * NETSDK_OPEN_ERROR_OTHER_DEVICE), without asking it again unless it was busy. Where nobody answers on that port either,
 * they end with NET_NETWORK_ERROR. The connection ends with the login, at CLIENT_Logout, NETSDK_OPEN_Abort and by the
 * watchdog. */
NETSDK_API BOOL NETSDK_OPEN_SetJsonPort(LLONG login, uint32_t port) NETSDK_NOEXCEPT;

/* Whether the next CLIENT_StartSearchDevicesEx or CLIENT_SearchDevicesByIPs of THIS thread asks by the binary datagram of
 * older devices (UDP 5050) too; FALSE = not, as without this call. Which search that is, is decided by the next call,
 * whatever comes of it. Those devices are asked a moment later; one that answers both ways is told once, known by its MAC,
 * or by its address where the binary answer tells no MAC. That answer tells address, mask, gateway, ports, name, model,
 * serial number and mostly version and MAC, not whether the device has a password. May be called before CLIENT_Init and
 * in callbacks. Always TRUE. */
NETSDK_API BOOL NETSDK_OPEN_SearchBinary(BOOL on) NETSDK_NOEXCEPT;

/* How long a picture serves whoever orders one of its channel, in milliseconds: 1000..60000; 0 = default, 3000. With 1000
 * it serves nobody who comes later: he waits for the next, up to the second that lies between two. For logins begun
 * after it. NET_ILLEGAL_PARAM: another time. Works without Init too. */
NETSDK_API BOOL NETSDK_OPEN_SetSnapGuard(uint32_t nGuardMs) NETSDK_NOEXCEPT;

/* A picture that CLIENT_SnapPictureEx ordered and that does not come: dwError is what CLIENT_SnapPictureToFile would
 * leave as its last error, NET_SYSTEM_ERROR when a slow callback had 16 MiB of pictures before it. As fSnapRev, in one
 * order with it. */
typedef void (*NETSDK_OPEN_fSnapFailed)(LLONG lLoginID, DWORD CmdSerial, DWORD dwError, LDWORD dwUser);
/* As CLIENT_SetSnapRevCallBack. */
NETSDK_API void NETSDK_OPEN_SetSnapFailedCallBack(NETSDK_OPEN_fSnapFailed cbFailed, LDWORD dwUser) NETSDK_NOEXCEPT;

/* CLOCK_BOOTTIME in nanoseconds, which the watchdog's times are in. Any time, as all functions of the watchdog. */
NETSDK_API uint64_t NETSDK_OPEN_BootNow(void) NETSDK_NOEXCEPT;
/* From now on NETSDK_OPEN_WatchdogFeed is expected at least every nTripMs; 0 = never again, which opens a tripped
 * watchdog too. A library that nobody arms is open for ever. It counts as a feed but opens no tripped watchdog. It may
 * be called before CLIENT_Init and in callbacks, and holds across CLIENT_Cleanup and CLIENT_Init. TRUE, or FALSE with
 * NET_SYSTEM_ERROR (memory). */
NETSDK_API BOOL NETSDK_OPEN_WatchdogArm(uint32_t nTripMs) NETSDK_NOEXCEPT;
/* Feeds the watchdog now. nBeatBootNs: when (NETSDK_OPEN_BootNow) the caller's last successful proof that the sessions
 * are its own was SENT; a tripped watchdog opens again only when that lies after the trip. A feed that comes later than
 * the time set trips the watchdog itself, and opens it in the same call when its beat is that new: the logins from
 * before are lost all the same, see nTrips. TRUE = open now. FALSE: NET_NOT_NOW = tripped; NET_ILLEGAL_PARAM = a beat
 * from the future, and not fed; NET_SYSTEM_ERROR (memory), not opened. */
NETSDK_API BOOL NETSDK_OPEN_WatchdogFeed(uint64_t nBeatBootNs) NETSDK_NOEXCEPT;

typedef struct {
    uint32_t dwSize;
    uint32_t nTripMs; /* 0 = not armed */
    BOOL bArmed;
    BOOL bTripped;
    uint64_t nTrips;          /* since the library was loaded */
    uint64_t nTrippedBootNs;  /* the moment of the last trip, not when it was noticed; 0 = never */
    uint64_t nLastFeedBootNs; /* of the last feed, in time or not; 0 = never */
} NETSDK_OPEN_WATCHDOG;
/* The watchdog of this moment. Written up to dwSize. */
NETSDK_API BOOL NETSDK_OPEN_GetWatchdog(NETSDK_OPEN_WATCHDOG* watchdog) NETSDK_NOEXCEPT;

/* Limits for hostile input and time; 0 = default, given behind each. */
typedef struct {
    uint32_t dwSize;
    uint32_t nMaxMessage;    /* bytes of one message, 8 MiB */
    uint32_t nMaxJson;       /* bytes of one JSON text, 1 MiB */
    uint32_t nMaxJsonDepth;  /* 32; at most 256 */
    uint32_t nMaxFrame;      /* bytes of one media frame, 4 MiB */
    uint32_t nStepTimeoutMs; /* one protocol step, 5000 */
    uint32_t nLogoutWaitMs;  /* 1000 */
    uint32_t nKeepAliveMs;   /* 10000 */
    uint32_t nLossMs;        /* without any answer, 30000 */
    uint32_t nDiscoveryPort; /* 37810 */
    uint32_t nOldDiscoveryPort; /* of the binary search, 5050 */
    uint32_t nJsonPort;      /* where a device without f6 is asked by JSON-RPC, 5000 */
    uint32_t reserved[6];
} NETSDK_OPEN_LIMITS;
/* Call it before CLIENT_Init: a running library keeps what it started with (FALSE, NET_NOT_NOW). */
NETSDK_API BOOL NETSDK_OPEN_SetLimits(const NETSDK_OPEN_LIMITS* limits) NETSDK_NOEXCEPT;

/* Figures of the process. Counters run since the library was loaded; the first four are of this moment. */
typedef struct {
    uint32_t dwSize;
    uint32_t nThreads; /* started by the library and not yet joined */
    uint32_t nLogins;
    uint32_t nLives;
    uint32_t nSearches;
    uint32_t reserved0;
    uint64_t nBytesReceived;
    uint64_t nFramesDelivered;
    uint64_t nBytesDelivered;
    uint64_t nReadsPaused;   /* times a live connection was not read because its callback lagged */
    uint64_t nSlowCallbacks; /* callbacks that took more than a second */
    uint64_t nLateAnswers;   /* answers nobody waited for any more */
    uint64_t nGarbage;       /* connections closed because of what the device sent */
    uint64_t nResyncs;       /* times bytes between media frames were skipped */
} NETSDK_OPEN_FIGURES;
/* Written up to dwSize. Works without Init too. */
NETSDK_API BOOL NETSDK_OPEN_GetFigures(NETSDK_OPEN_FIGURES* figures) NETSDK_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
