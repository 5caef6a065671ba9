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

/* What CLIENT_GetLastError returns: 0 or 0x80000000 | n. */
#define NET_NOERROR 0u
#define NET_SYSTEM_ERROR 0x80000001u             /* memory, threads, descriptors */
#define NET_NETWORK_ERROR 0x80000002u            /* no answer in time, the connection ended, or the login is down */
#define NET_DEV_VER_NOMATCH 0x80000003u          /* the device offers no challenge login */
#define NET_INVALID_HANDLE 0x80000004u           /* zero, stale, foreign or of another kind */
#define NET_OPEN_CHANNEL_ERROR 0x80000005u       /* the device refused to open the channel */
#define NET_ILLEGAL_PARAM 0x80000007u            /* null, out of range, or not an IP address */
#define NET_RETURN_DATA_ERROR 0x80000015u        /* the device sent what is not its protocol */
#define NET_INSUFFICIENT_BUFFER 0x80000016u      /* the caller's buffer is too small */
#define NET_NOT_SUPPORTED 0x80000017u            /* not implemented by this library */
#define NET_NOT_NOW 0x8000001Au                  /* interrupted by Cleanup, Logout or Stop; the watchdog has tripped */
#define NET_NO_INIT 0x8000001Du                  /* before CLIENT_Init or after CLIENT_Cleanup */
#define NET_UNSUPPORTED 0x8000004Fu              /* no device does this by a known protocol */
#define NET_LOGIN_ERROR_PASSWORD 0x80000064u     /* login error 1 */
#define NET_LOGIN_ERROR_USER 0x80000065u         /* login error 2 */
#define NET_LOGIN_ERROR_TIMEOUT 0x80000066u      /* login error 3 */
#define NET_LOGIN_ERROR_RELOGGIN 0x80000067u     /* login error 4 */
#define NET_LOGIN_ERROR_LOCKED 0x80000068u       /* login error 5 */
#define NET_LOGIN_ERROR_BLACKLIST 0x80000069u    /* login error 6 */
#define NET_LOGIN_ERROR_BUSY 0x8000006Au         /* login error 7 */
#define NET_LOGIN_ERROR_CONNECT 0x8000006Bu      /* login error 9: no connection within the connect time */
#define NET_LOGIN_ERROR_NETWORK 0x8000006Cu      /* login error 9: refused, unreachable, or lost during the login */
#define NET_LOGIN_ERROR_SUBCONNECT 0x8000006Du   /* login error 8 */
#define NET_LOGIN_ERROR_MAXCONNECT 0x8000006Eu   /* login error 10 */
#define NET_LOGIN_ERROR_PROTOCOL3_ONLY 0x8000006Fu
#define NET_LOGIN_ERROR_UKEY_LOST 0x80000070u
#define NET_LOGIN_ERROR_NO_AUTHORIZED 0x80000071u
#define NET_LOGIN_ERROR_DEVICE_NOT_INIT 0x80000076u /* login error 18 */
#define NET_LOGIN_ERROR_LIMITED 0x80000077u         /* login error 19 */
#define NET_ERROR_PARAM_DWSIZE_ERROR 0x800001A7u    /* dwSize is none that the struct ever had */

/* This library's own: another device answered than NETSDK_OPEN_ExpectSerial named. Outside the maker's numbers. */
#define NETSDK_OPEN_ERROR_OTHER_DEVICE 0x8F000001u

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

/* Times in milliseconds unless named otherwise; 0 = default. */
typedef struct {
    int32_t nWaittime;            /* answer of a request; default: the step time of NETSDK_OPEN_LIMITS */
    int32_t nConnectTime;         /* one connection attempt; default 1500 */
    int32_t nConnectTryNum;       /* attempts per login; default 1, at most 10 */
    int32_t nSubConnectSpaceTime; /* not used */
    int32_t nGetDevInfoTime;      /* not used */
    int32_t nConnectBufSize;      /* bytes kept per live view for a slow callback; default 1 MiB, at least 250 KiB */
    int32_t nGetConnInfoTime;     /* opening of a live view's own connection; default: the step time */
    int32_t nSearchRecordTime;    /* not used */
    int32_t nsubDisconnetTime;    /* not used */
    BYTE byNetType;               /* not used */
    BYTE byPlaybackBufSize;       /* not used */
    BYTE bDetectDisconnTime;      /* seconds without any answer until a login counts as lost */
    BYTE bKeepLifeInterval;       /* seconds between keep-alives */
    int32_t nPicBufSize;          /* not used */
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
    BYTE byLimitLoginTime; /* not told: 0 */
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
    int32_t emTLSCap;   /* 0 or 1 (TLS where the device has it: not used here); others are NET_NOT_SUPPORTED */
    char szLocalIP[64]; /* address to connect from; empty = the system's choice */
} NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY;

/* nError: 0 accepted; 1 wrong password; 2 no such user; 3 timed out; 4 already logged in; 5 locked; 6 black-listed;
 * 7 busy; 8 no sub-connection; 9 no connection, lost during the login, not this protocol, or another device than
 * the expected one (then sSerialNumber is filled); 10 too many
 * connections; 11 no challenge login offered; 12 U-key; 13 address not allowed; 18 not initialised;
 * 19 restricted; 20 high-security login only. */
typedef struct {
    DWORD dwSize; /* 240 */
    NET_DEVICEINFO_Ex stuDeviceInfo;
    int32_t nError;
    BYTE byReserved[132];
} NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY;

#define DH_DEVSTATE_ONLINE 0x35 /* QueryDevState: pBuf is a 4-byte integer, 1 logged in, 0 not */

/* Logs in by challenge and answer (the password never leaves this process; a device that offers less is refused)
 * and holds the session by keep-alives. Blocks for at most connect time * tries + 3 steps. Returns the login
 * handle, or 0 with the reason in nError and in the last error. */
NETSDK_API LLONG CLIENT_LoginWithHighLevelSecurity(
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY* pstInParam, NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY* pstOutParam) NETSDK_NOEXCEPT;
/* Ends the login and all under it: live views first, callbacks as promised above, then the logout is sent, its
 * answer waited for at most nLogoutWaitMs, the connection aborted. Inside a delivery callback it does not wait for
 * the answer. */
NETSDK_API BOOL CLIENT_Logout(LLONG lLoginID) NETSDK_NOEXCEPT;
/* Only DH_DEVSTATE_ONLINE: answers from what the library knows, without asking the device. pRetLen may be null. */
NETSDK_API BOOL CLIENT_QueryDevState(
    LLONG lLoginID, int32_t nType, char* pBuf, int32_t nBufLen, int32_t* pRetLen, int32_t waittime) NETSDK_NOEXCEPT;

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
    BYTE byManuFactory;
    BYTE byDefinition;
    BYTE bDhcpEn;
    BYTE byReserved1;
    char verifyData[88];
    char szSerialNo[48];
    char szDevSoftVersion[128];
    char szDetailType[32]; /* model */
    char szVendor[128];
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
 * stopped. Each pair of serial number and device address is told once. Only IPv4. NET_SYSTEM_ERROR: no socket could be
 * opened. */
NETSDK_API LLONG CLIENT_StartSearchDevicesEx(
    NET_IN_STARTSERACH_DEVICE* pInBuf, NET_OUT_STARTSERACH_DEVICE* pOutBuf) NETSDK_NOEXCEPT;
/* Ends the search with the promise above. */
NETSDK_API BOOL CLIENT_StopSearchDevices(LLONG lSearchHandle) NETSDK_NOEXCEPT;

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

/* Names the device that the next CLIENT_LoginWithHighLevelSecurity of THIS thread is for, by its serial number (at most
 * 47 bytes); null or empty = whoever answers, as without this call. A device that names another serial number in its
 * challenge, or none, gets no proof of the password: the login ends with NETSDK_OPEN_ERROR_OTHER_DEVICE, nError 9, the
 * stage NETSDK_OPEN_LOGIN_CHALLENGED, and the serial number it named in sSerialNumber. That login is held to it also
 * when it is logged in again automatically. The next login call uses the name up, whatever comes of it. May be called
 * before CLIENT_Init and in callbacks. FALSE with NET_ILLEGAL_PARAM when it is longer; what was named before then stays. */
NETSDK_API BOOL NETSDK_OPEN_ExpectSerial(const char* serial) NETSDK_NOEXCEPT;

/* Ends a login and all under it at once, locally: sockets aborted, no word to the device, callbacks as promised
 * above. TRUE when the handle was a live login. */
NETSDK_API BOOL NETSDK_OPEN_Abort(LLONG login) NETSDK_NOEXCEPT;

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
    uint32_t nMaxJsonDepth;  /* 32 */
    uint32_t nMaxFrame;      /* bytes of one media frame, 4 MiB */
    uint32_t nStepTimeoutMs; /* one protocol step, 5000 */
    uint32_t nLogoutWaitMs;  /* 1000 */
    uint32_t nKeepAliveMs;   /* 10000 */
    uint32_t nLossMs;        /* without any answer, 30000 */
    uint32_t nDiscoveryPort; /* 37810 */
    uint32_t reserved[8];
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
