"""Calls the library as the maker's own wrapper for Python does, and checks every argument of every callback.

    wrapper_calls.py FOLDER HOST PORT USER PASSWORD DISCOVERY_PORT BARE_HOST BARE_PASSWORD

FOLDER holds the library under both names that the wrapper loads. Callbacks are declared as that wrapper declares them on
64-bit Linux: LONG parameters as C long (8 bytes, some of them on the stack), user values as 8 bytes. It passes null where the
wrapper does, zeroed parameters, and the sizes of the newest generation of each struct. BARE_HOST is a device without a password, which gets
BARE_PASSWORD. Whoever runs it takes the device away
at the line "take it away" and brings it back at "bring it back". Prints one line for each thing that was right; the first
that is wrong ends it with exit code 1.
"""

import ctypes
import queue
import struct
import sys
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_uint, c_void_p

LIMIT_SECONDS = 30
LOGIN_IN, LOGIN_OUT = 288, 240
DEVICE_FOUND, DEVICE_FOUND_NEWER = 1120, 7328
FOUND_PORT_AT, FOUND_MAC_AT, FOUND_LOCAL_AT = 68, 200, 1120
SEARCH_IN, SEARCH_CALLBACK_AT = 112, 72
ACCOUNT_IN, ACCOUNT_NAME_AT, ACCOUNT_PASSWORD_AT = 480, 44, 172
SNAP_PARAMS = 40
JPEG = 10
DWSIZE_ERROR, PASSWORD_ILLEGAL, ALREADY_INITIALISED = 0x1A7, 0x3F8, 0x3F9
NET_PARAM, DETECT_SECONDS_AT, KEEP_ALIVE_SECONDS_AT = 48, 38, 39
LIMITS, DISCOVERY_PORT_AT = 72, 36
TIMECFG = 8
OK = 1

# As the wrapper declares them: c_long where the ABI has LONG.
OnDisconnect = CFUNCTYPE(None, c_long, c_char_p, c_long, c_long)
OnReconnect = CFUNCTYPE(None, c_long, c_char_p, c_long, c_long)
OnFound = CFUNCTYPE(None, c_void_p, c_void_p)
OnSearched = CFUNCTYPE(None, c_long, c_void_p, c_void_p)
OnPicture = CFUNCTYPE(None, c_long, POINTER(c_ubyte), c_uint, c_uint, c_uint, c_long)
OnFrame = CFUNCTYPE(None, c_long, c_uint, POINTER(c_ubyte), c_uint, c_long, c_long)

# All 8 bytes differ: a value that was cut to 4 is not it.
USER = 0x1122334455667788


def check(what, found, expected):
    if found != expected:
        print(f"WRONG: {what}: {found!r}, expected {expected!r}", flush=True)
        sys.exit(1)
    print(f"right: {what}", flush=True)


def wait(events, what):
    try:
        return events.get(timeout=LIMIT_SECONDS)
    except queue.Empty:
        print(f"WRONG: {what}: it did not come", flush=True)
        sys.exit(1)


def text(buffer, at, size):
    return bytes(buffer[at:at + size]).split(b"\0")[0].decode()


def put(buffer, at, value):
    buffer[at:at + len(value)] = value


class Library:
    """The functions that are called, with the parameters that the wrapper declares."""

    def __init__(self, folder):
        sdk = ctypes.CDLL(f"{folder}/libdhnetsdk.so")
        self.config = ctypes.CDLL(f"{folder}/libdhconfigsdk.so")
        for name, result, parameters in (
            ("InitEx", c_int, (OnDisconnect, c_long, c_void_p)),
            ("SetAutoReconnect", None, (OnReconnect, c_long)),
            ("SetConnectTime", None, (c_int, c_int)),
            ("SetNetworkParam", None, (c_void_p,)),
            ("GetLastError", c_uint, ()),
            ("LoginWithHighLevelSecurity", c_long, (c_void_p, c_void_p)),
            ("Logout", c_int, (c_long,)),
            ("GetDevConfig", c_int, (c_long, c_uint, c_int, c_void_p, c_uint, c_void_p, c_int)),
            ("QueryNewSystemInfoEx", c_int, (c_long, c_char_p, c_int, c_char_p, c_uint, c_void_p, c_void_p, c_int)),
            ("DHPTZControlEx2", c_int, (c_long, c_int, c_uint, c_int, c_int, c_int, c_int, c_void_p)),
            ("RealPlayEx", c_long, (c_long, c_int, c_void_p, c_int)),
            ("SetRealDataCallBackEx2", c_int, (c_long, OnFrame, c_long, c_uint)),
            ("StopRealPlayEx", c_int, (c_long,)),
            ("SetSnapRevCallBack", None, (OnPicture, c_long)),
            ("SnapPictureEx", c_int, (c_long, c_void_p, c_void_p)),
            ("StartSearchDevicesEx", c_long, (c_void_p, c_void_p)),
            ("StopSearchDevices", c_int, (c_long,)),
            ("InitDevAccount", c_int, (c_void_p, c_void_p, c_uint, c_char_p)),
            ("SearchDevicesByIPs", c_int, (c_void_p, OnFound, c_long, c_char_p, c_uint)),
            ("Cleanup", None, ()),
        ):
            function = getattr(sdk, f"CLIENT_{name}")
            function.restype, function.argtypes = result, parameters
            setattr(self, name, function)
        self.SetLimits = sdk.NETSDK_OPEN_SetLimits
        self.ParseData = self.config.CLIENT_ParseData
        self.ParseData.restype, self.ParseData.argtypes = c_int, (c_char_p, c_char_p, c_void_p, c_uint, c_void_p)


def login_request(size, host, port, user, password):
    request = bytearray(LOGIN_IN)
    put(request, 0, struct.pack("<I", size))
    put(request, 4, host.encode())
    put(request, 68, struct.pack("<i", port))
    put(request, 72, user.encode())
    put(request, 136, password.encode())
    return (c_ubyte * LOGIN_IN).from_buffer(request)


def log_in(sdk, size, device):
    outcome = (c_ubyte * LOGIN_OUT)(*struct.pack("<I", LOGIN_OUT))
    return sdk.LoginWithHighLevelSecurity(login_request(size, *device), outcome), outcome


def logins(sdk, device):
    for size in (216, 224, LOGIN_IN):
        handle, outcome = log_in(sdk, size, device)
        check(f"a login of {size} bytes is accepted", handle > 0, True)
        check("the device tells its serial number", len(text(outcome, 4, 48)) > 0, True)
        if size != LOGIN_IN:
            check("its logout", sdk.Logout(handle), OK)
    refused, _ = log_in(sdk, 217, device)
    check("a size that no generation had is refused", refused, 0)
    return handle


def questions(sdk, login):
    clock, written = (c_uint * 6)(), c_uint(0)
    check("the clock is read", sdk.GetDevConfig(login, TIMECFG, -1, clock, 24, byref(written), 5000), OK)
    check("as many bytes are told as were offered", written.value, 24)
    check("it shows a year", 2000 <= clock[0] <= 2099, True)
    answer, error = ctypes.create_string_buffer(65536), c_int(7)
    question = b"ptz.getCurrentProtocolCaps"
    check("a question is answered", sdk.QueryNewSystemInfoEx(login, question, 0, answer, 65536, byref(error), None, 5000), OK)
    check("without an error", error.value, 0)
    caps, size = ctypes.create_string_buffer(7456), c_uint(0)
    check("the second library reads it", sdk.ParseData(question, answer, caps, 7456, byref(size)), OK)
    check("the camera can pan", struct.unpack_from("<i", caps, 4)[0], 1)
    check("a camera moves with a null as its fourth parameter", sdk.DHPTZControlEx2(login, 0, 2, 0, 4, 0, 0, None), OK)
    check("and stops", sdk.DHPTZControlEx2(login, 0, 2, 0, 4, 0, 1, None), OK)


def live(sdk, login):
    frames = queue.Queue()

    @OnFrame
    def on_frame(handle, kind, data, size, parameter, user):
        frames.put((handle, kind, bytes(data[:4]), size, parameter, user))

    view = sdk.RealPlayEx(login, 0, None, 0)
    check("a live view opens", view > 0, True)
    check("its callback is set", sdk.SetRealDataCallBackEx2(view, on_frame, USER, 1), OK)
    handle, kind, head, size, parameter, user = wait(frames, "a frame")
    check("a frame names its view", handle, view)
    check("it is raw data", kind, 0)
    check("it begins as frames do", head, b"DHAV")
    check("its size is one of a frame", 32 < size < 4 * 1024 * 1024, True)
    check("its parameter is nothing, in all 8 bytes", parameter, 0)
    check("its user value is whole", user, USER)
    check("the view is stopped", sdk.StopRealPlayEx(view), OK)
    while not frames.empty():
        frames.get()
    sdk.DHPTZControlEx2(login, 0, 2, 0, 4, 0, 1, None)  # time goes by, on the device's side too
    check("no frame comes after the stop", frames.empty(), True)


def search(sdk, host):
    found = queue.Queue()

    @OnFound
    def on_found(device, user):
        record = ctypes.string_at(device, DEVICE_FOUND)
        found.put((struct.unpack_from("<i", record)[0], text(record, 4, 64), user))

    request = bytearray(16400)
    put(request, 0, struct.pack("<Ii", 16400, 1))
    put(request, 8, host.encode())
    addresses = (c_ubyte * 16400).from_buffer(request)
    check("addresses are asked from a null local address", sdk.SearchDevicesByIPs(addresses, on_found, USER, None, 2000), OK)
    version, address, user = wait(found, "the answer of the device")
    check("the answer is IPv4", version, 4)
    check("it has the device's address", address, host)
    check("its user value is whole", user, USER)


def searches(sdk, host, port, bare):
    """The MAC of the device without a password."""
    for size in (96, 104, SEARCH_IN):
        found = queue.Queue()

        @OnSearched
        def on_found(handle, device, user):
            found.put((handle, ctypes.string_at(device, DEVICE_FOUND_NEWER), user))

        request = bytearray(SEARCH_IN)
        put(request, 0, struct.pack("<I", size))
        put(request, SEARCH_CALLBACK_AT, struct.pack("<Qq", ctypes.cast(on_found, c_void_p).value, USER))
        search = sdk.StartSearchDevicesEx((c_ubyte * SEARCH_IN).from_buffer(request), (c_uint * 1)(4))
        check(f"a search of {size} bytes begins", search > 0, True)
        records = {}
        while host not in records or bare not in records:
            handle, record, user = wait(found, "both devices")
            records[text(record, 4, 64)] = record
            told = handle, user
        check("a device is told with its search and the whole user value", told, (search, USER))
        check("the search is stopped", sdk.StopSearchDevices(search), OK)
        check("a device is told with its port", struct.unpack_from("<i", records[host], FOUND_PORT_AT)[0], port)
        check("the address of ours that it answered to stands behind it", len(text(records[host], FOUND_LOCAL_AT, 64)) > 6, True)
    return text(records[bare], FOUND_MAC_AT, 40)


def accounts(sdk, mac, password):
    def initialise(size, secret):
        request = bytearray(ACCOUNT_IN)
        for at, value in (0, struct.pack("<I", size)), (4, mac.encode()), (ACCOUNT_NAME_AT, b"admin"), (ACCOUNT_PASSWORD_AT, secret.encode()):
            put(request, at, value)
        return sdk.InitDevAccount((c_ubyte * ACCOUNT_IN).from_buffer(request), (c_uint * 1)(4), 10000, None)

    def fails(size, secret):
        check(f"an account of {size} bytes is not made", initialise(size, secret), 0)
        return sdk.GetLastError() & 0x7FFFFFFF

    for size in (400, 404, ACCOUNT_IN):
        check("its password is read and judged", fails(size, "aaaaaaa1"), PASSWORD_ILLEGAL)
    for size in (396, 401, ACCOUNT_IN + 4):
        check("no generation had that size", fails(size, password), DWSIZE_ERROR)
    check("a device gets its first password", initialise(404, password), OK)
    check("and only one", fails(ACCOUNT_IN, password), ALREADY_INITIALISED)


def pictures(sdk, login):
    taken = queue.Queue()

    @OnPicture
    def on_picture(handle, data, size, kind, number, user):
        taken.put((handle, bytes(data[:size]), kind, number, user))

    sdk.SetSnapRevCallBack(on_picture, USER + 2)
    order, reserved = struct.pack("<6I16x", 1, 1, 2, 0, 0, 0x1BEEF), c_int(0)
    check("a picture is ordered", sdk.SnapPictureEx(login, (c_ubyte * SNAP_PARAMS)(*order), byref(reserved)), OK)
    handle, picture, kind, number, user = wait(taken, "the picture")
    check("a picture names its login", handle, login)
    check("it is a whole JPEG", (picture[:2], picture[-2:], kind), (b"\xff\xd8", b"\xff\xd9", JPEG))
    check("it has the low 16 bits of its order's number", number, 0xBEEF)
    check("its user value is whole", user, USER + 2)
    sdk.SetSnapRevCallBack(OnPicture(), 0)


def losses(lost, back, login, host, port):
    print("take it away", flush=True)
    check("a loss is told with all its arguments", wait(lost, "the loss"), (login, host.encode(), port, USER))
    print("bring it back", flush=True)
    check("the return too, with its own user value", wait(back, "the return"), (login, host.encode(), port, USER + 1))


def main():
    folder, host, port, user, password = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]
    sdk, lost, back = Library(folder), queue.Queue(), queue.Queue()

    @OnDisconnect
    def on_disconnect(handle, address, port_of_it, value):
        lost.put((handle, address, port_of_it, value))

    @OnReconnect
    def on_reconnect(handle, address, port_of_it, value):
        back.put((handle, address, port_of_it, value))

    # The one thing that the wrapper does not know: where its devices answer a search.
    limits = bytearray(LIMITS)
    put(limits, 0, struct.pack("<I", LIMITS))
    put(limits, DISCOVERY_PORT_AT, struct.pack("<I", int(sys.argv[6])))
    check("the port of searches is set", sdk.SetLimits((c_ubyte * LIMITS).from_buffer(limits)), OK)

    check("the start with a null parameter is exactly 1", sdk.InitEx(on_disconnect, USER, None), 1)
    check("a second one with a zeroed parameter too", sdk.InitEx(on_disconnect, USER, (c_ubyte * 1028)()), 1)
    sdk.SetNetworkParam((c_ubyte * NET_PARAM)())
    parameters = (c_ubyte * NET_PARAM)()
    parameters[DETECT_SECONDS_AT], parameters[KEEP_ALIVE_SECONDS_AT] = 3, 1
    sdk.SetNetworkParam(parameters)
    sdk.SetConnectTime(2000, 1)
    sdk.SetAutoReconnect(on_reconnect, USER + 1)

    login = logins(sdk, (host, port, user, password))
    questions(sdk, login)
    search(sdk, host)
    accounts(sdk, searches(sdk, host, port, sys.argv[7]), sys.argv[8])
    live(sdk, login)
    pictures(sdk, login)
    losses(lost, back, login, host, port)
    check("the logout", sdk.Logout(login), OK)
    check("once only", sdk.Logout(login), 0)
    sdk.Cleanup()
    check("no loss is told of what was ended on purpose", lost.empty(), True)


if __name__ == "__main__":
    main()
