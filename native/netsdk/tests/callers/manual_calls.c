/*
 * The manual's chapters on start, search, login, configuration, snapshot and PTZ, in its order, as a C program does them:
 * it includes the header alone and loads the library by its path, under whatever name it has there.
 *
 *   manual_calls LIBRARY HOST PORT USER PASSWORD DISCOVERY_PORT BARE_HOST NEW_PASSWORD
 *
 * BARE_HOST is a device without a password; it gets NEW_PASSWORD. Prints a line for each chapter; the first thing that is
 * wrong ends it with exit code 1.
 */
#include "netsdk_open.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LIMIT_SECONDS 30
#define WAIT_MS 5000
#define USER_VALUE 0x1122334455667788L

static void* library;

static void* symbol(const char* name)
{
    void* found = dlsym(library, name);
    if (found == NULL) {
        printf("WRONG: %s is not exported\n", name);
        exit(1);
    }
    return found;
}

/* Calls a function of the header through the library that was loaded, with the type that the header gives it. */
#define CALL(name) ((__typeof__(&name))symbol(#name))

static void check(int right, const char* what)
{
    if (right)
        return;
    printf("WRONG: %s (last error 0x%08X)\n", what, CALL(CLIENT_GetLastError)());
    exit(1);
}

/* ------------------------------------------------------------------------------------- what callbacks bring */

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

static struct {
    int lost;
    int back;
    LLONG login;
    int found;
    char wanted[64]; /* the address that is looked for */
    char mac[40];
    int bare; /* it has no password */
    int pictures;
    unsigned serial;
    unsigned encoding;
    int jpeg;
} told;

static void wait_for(const int* count, int least, const char* what)
{
    struct timespec until;
    int late = 0;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LIMIT_SECONDS;
    pthread_mutex_lock(&guard);
    while (*count < least && !late)
        late = pthread_cond_timedwait(&changed, &guard, &until) != 0;
    pthread_mutex_unlock(&guard);
    check(!late, what);
}

static void tell(int* count)
{
    ++*count;
    pthread_cond_broadcast(&changed);
}

static void on_disconnect(LLONG login, char* address, LONG port, LDWORD user)
{
    (void)address;
    pthread_mutex_lock(&guard);
    if (user == USER_VALUE && port > 0 && port < 65536 && login == told.login)
        tell(&told.lost);
    pthread_mutex_unlock(&guard);
}

static void on_reconnect(LLONG login, char* address, LONG port, LDWORD user)
{
    (void)address;
    pthread_mutex_lock(&guard);
    if (user == USER_VALUE + 1 && port > 0 && port < 65536 && login == told.login)
        tell(&told.back);
    pthread_mutex_unlock(&guard);
}

static void see(const DEVICE_NET_INFO_EX* device)
{
    if (strcmp(device->szIP, told.wanted) != 0)
        return;
    memcpy(told.mac, device->szMac, sizeof told.mac);
    told.bare = (device->byInitStatus & 3) == 1;
    tell(&told.found);
}

static void on_found(LLONG search, DEVICE_NET_INFO_EX2* device, void* user)
{
    (void)search;
    pthread_mutex_lock(&guard);
    if (user == &told)
        see(&device->stuDevInfo);
    pthread_mutex_unlock(&guard);
}

static void on_found_by_address(DEVICE_NET_INFO_EX* device, void* user)
{
    pthread_mutex_lock(&guard);
    if (user == &told)
        see(device);
    pthread_mutex_unlock(&guard);
}

static void on_picture(LLONG login, BYTE* bytes, uint32_t size, uint32_t encoding, DWORD serial, LDWORD user)
{
    pthread_mutex_lock(&guard);
    if (user == USER_VALUE + 2 && login == told.login) {
        told.serial = serial;
        told.encoding = encoding;
        told.jpeg = size > 4 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[size - 2] == 0xFF && bytes[size - 1] == 0xD9;
        tell(&told.pictures);
    }
    pthread_mutex_unlock(&guard);
}

/* ------------------------------------------------------------------------------------------------ chapters */

static void start(unsigned discovery_port)
{
    NETSDK_OPEN_LIMITS limits;
    NET_PARAM parameters;
    memset(&limits, 0, sizeof limits);
    limits.dwSize = sizeof limits;
    limits.nDiscoveryPort = discovery_port;
    limits.nKeepAliveMs = 500;
    limits.nLossMs = 3000;
    check(CALL(NETSDK_OPEN_SetLimits)(&limits) == TRUE, "limits");
    check(CALL(CLIENT_InitEx)(on_disconnect, USER_VALUE, NULL) == TRUE, "CLIENT_InitEx");
    CALL(CLIENT_SetAutoReconnect)(on_reconnect, USER_VALUE + 1);
    CALL(CLIENT_SetConnectTime)(2000, 1);
    memset(&parameters, 0, sizeof parameters);
    parameters.nWaittime = WAIT_MS;
    CALL(CLIENT_SetNetworkParam)(&parameters);
    check(CALL(CLIENT_GetSDKVersion)() != 0, "CLIENT_GetSDKVersion");
    printf("chapter 2.1: started\n");
}

static void find(const char* host)
{
    static DEVICE_IP_SEARCH_INFO addresses;
    told.found = 0;
    snprintf(told.wanted, sizeof told.wanted, "%s", host);
    memset(&addresses, 0, sizeof addresses);
    addresses.dwSize = sizeof addresses;
    addresses.nIpNum = 1;
    snprintf(addresses.szIP[0], sizeof addresses.szIP[0], "%s", host);
    check(CALL(CLIENT_SearchDevicesByIPs)(&addresses, on_found_by_address, (LDWORD)&told, NULL, 1000) == TRUE, "CLIENT_SearchDevicesByIPs");
    check(told.found == 1, "the device that was asked is told once");
}

static void search(const char* host, const char* bare, const char* password)
{
    NET_IN_STARTSERACH_DEVICE in;
    NET_OUT_STARTSERACH_DEVICE out = {sizeof out};
    NET_IN_INIT_DEVICE_ACCOUNT account;
    NET_OUT_INIT_DEVICE_ACCOUNT made = {sizeof made};
    LLONG handle;
    memset(&in, 0, sizeof in);
    in.dwSize = sizeof in;
    in.cbSearchDevices = on_found;
    in.pUserData = &told;
    snprintf(told.wanted, sizeof told.wanted, "%s", host);
    handle = CALL(CLIENT_StartSearchDevicesEx)(&in, &out);
    check(handle > 0, "CLIENT_StartSearchDevicesEx");
    wait_for(&told.found, 1, "the device is found");
    check(CALL(CLIENT_StopSearchDevices)(handle) == TRUE, "CLIENT_StopSearchDevices");
    check(!told.bare, "it has a password");

    find(bare);
    check(told.bare, "the other has none");
    memset(&account, 0, sizeof account);
    account.dwSize = sizeof account;
    memcpy(account.szMac, told.mac, sizeof told.mac);
    snprintf(account.szUserName, sizeof account.szUserName, "admin");
    snprintf(account.szPwd, sizeof account.szPwd, "short");
    check(CALL(CLIENT_InitDevAccount)(&account, &made, WAIT_MS, NULL) == FALSE, "a password that is too short is refused");
    check(CALL(CLIENT_GetLastError)() == NET_ERROR_PWD_ILLEGAL, "with the reason");
    snprintf(account.szPwd, sizeof account.szPwd, "%s", password);
    check(CALL(CLIENT_InitDevAccount)(&account, &made, WAIT_MS, NULL) == TRUE, "CLIENT_InitDevAccount");
    find(bare);
    check(!told.bare, "it has one now");
    printf("chapter 2.4: searched, and a device initialised\n");
}

static LLONG log_in(const char* host, int port, const char* user, const char* password)
{
    NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY in;
    NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out;
    LLONG login;
    memset(&in, 0, sizeof in);
    memset(&out, 0, sizeof out);
    in.dwSize = sizeof in;
    out.dwSize = sizeof out;
    in.nPort = port;
    in.emSpecCap = EM_LOGIN_SPEC_CAP_TCP;
    snprintf(in.szIP, sizeof in.szIP, "%s", host);
    snprintf(in.szUserName, sizeof in.szUserName, "%s", user);
    snprintf(in.szPassword, sizeof in.szPassword, "%s", password);
    login = CALL(CLIENT_LoginWithHighLevelSecurity)(&in, &out);
    check(login > 0 && out.nError == 0, "CLIENT_LoginWithHighLevelSecurity");
    check(out.stuDeviceInfo.nChanNum > 0 && out.stuDeviceInfo.sSerialNumber[0] != 0, "the device tells channels and serial number");
    return login;
}

static LLONG sign_on(const char* host, int port, const char* user, const char* password)
{
    int32_t left_out = OPTTYPE_MOBILE_DISK_INFO;
    LLONG first;
    check(CALL(CLIENT_SetOptimizeMode)(EM_OPT_TYPE_MOBILE_OPTION, &left_out) == TRUE, "CLIENT_SetOptimizeMode");
    first = log_in(host, port, user, password);
    check(CALL(CLIENT_Logout)(first) == TRUE, "CLIENT_Logout");
    check(CALL(CLIENT_Logout)(first) == FALSE && CALL(CLIENT_GetLastError)() == NET_INVALID_HANDLE, "once only");
    check(CALL(CLIENT_SetOptimizeMode)(EM_OPT_TYPE_DEFAULT, NULL) == TRUE, "CLIENT_SetOptimizeMode back");
    printf("chapter 2.5: logged in and out\n");
    return log_in(host, port, user, password);
}

static void configure(LLONG login)
{
    NET_TIME time, again;
    DWORD written = 0;
    check(CALL(CLIENT_GetDevConfig)(login, DH_DEV_TIMECFG, -1, &time, sizeof time, &written, WAIT_MS) == TRUE, "CLIENT_GetDevConfig");
    check(written == sizeof time && time.dwYear >= 2000, "the clock shows a time");
    time.dwYear = 2030;
    time.dwMonth = 6;
    time.dwDay = 15;
    check(CALL(CLIENT_SetDevConfig)(login, DH_DEV_TIMECFG, -1, &time, sizeof time, WAIT_MS) == TRUE, "CLIENT_SetDevConfig");
    check(CALL(CLIENT_GetDevConfig)(login, DH_DEV_TIMECFG, -1, &again, sizeof again, &written, WAIT_MS) == TRUE, "CLIENT_GetDevConfig again");
    check(again.dwYear == 2030 && again.dwMonth == 6 && again.dwDay == 15, "the clock was set");
    check(CALL(CLIENT_RebootDev)(login) == TRUE, "CLIENT_RebootDev");
    wait_for(&told.lost, 1, "the loss is told");
    wait_for(&told.back, 1, "the login is back under the same handle");
    printf("chapter 2.9: the clock set, the device restarted and back\n");
}

static void photograph(LLONG login)
{
    SNAP_PARAMS order;
    int32_t reserved = sizeof order;
    CALL(CLIENT_SetSnapRevCallBack)(on_picture, USER_VALUE + 2);
    memset(&order, 0, sizeof order);
    order.Quality = 1;
    order.ImageSize = 2;
    order.CmdSerial = 0x1234;
    check(CALL(CLIENT_SnapPictureEx)(login, &order, &reserved) == TRUE, "CLIENT_SnapPictureEx");
    wait_for(&told.pictures, 1, "the picture");
    check(told.serial == 0x1234 && told.encoding == 10 && told.jpeg, "it is a JPEG under its own number");
    printf("chapter 2.10: a picture\n");
}

static void steer(LLONG login)
{
    static char answer[65536];
    CFG_PTZ_PROTOCOL_CAPS_INFO can;
    DWORD size = 0;
    int32_t error = -1;
    char question[] = CFG_CAP_CMD_PTZ, name[] = "door";
    memset(&can, 0, sizeof can);
    can.nStructSize = sizeof can;
    check(CALL(CLIENT_QueryNewSystemInfoEx)(login, question, 0, answer, sizeof answer, &error, NULL, WAIT_MS) == TRUE && error == 0,
        "CLIENT_QueryNewSystemInfoEx");
    check(CALL(CLIENT_ParseData)(question, answer, &can, sizeof can, &size) == TRUE && can.bPan && can.bTile, "CLIENT_ParseData");
    check(CALL(CLIENT_DHPTZControlEx2)(login, 0, 2, 0, 5, 0, FALSE, NULL) == TRUE, "to the left");
    check(CALL(CLIENT_DHPTZControlEx2)(login, 0, 2, 0, 5, 0, TRUE, NULL) == TRUE, "and stop");
    check(CALL(CLIENT_DHPTZControlEx2)(login, 0, DH_PTZ_POINT_SET_CONTROL, 0, 3, 0, FALSE, name) == TRUE, "a preset");
    check(CALL(CLIENT_DHPTZControlEx2)(login, 0, 10, 0, 3, 0, FALSE, NULL) == TRUE, "to the preset");
    check(CALL(CLIENT_DHPTZControlEx2)(login, 0, 10, 0, 300, 0, FALSE, NULL) == FALSE, "there is no preset 300");
    check(CALL(CLIENT_DHPTZControlEx2)(login, 0, 49, 0, 0, 0, FALSE, NULL) == FALSE &&
              CALL(CLIENT_GetLastError)() == NET_UNSUPPORTED, "what nobody knows is refused by its reason");
    printf("chapter 2.16: a camera steered\n");
}

int main(int count, char** values)
{
    LLONG login;
    if (count != 9)
        return 64;
    library = dlopen(values[1], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        printf("WRONG: %s\n", dlerror());
        return 1;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    start((unsigned)atoi(values[6]));
    search(values[2], values[7], values[8]);
    login = sign_on(values[2], atoi(values[3]), values[4], values[5]);
    pthread_mutex_lock(&guard);
    told.login = login;
    pthread_mutex_unlock(&guard);
    configure(login);
    photograph(login);
    steer(login);
    check(CALL(CLIENT_Logout)(login) == TRUE, "CLIENT_Logout");
    CALL(CLIENT_Cleanup)();
    check(told.lost == 1 && told.back == 1, "nothing was lost but by the restart");
    printf("all chapters\n");
    return 0;
}
