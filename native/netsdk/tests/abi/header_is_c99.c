/* The header in plain C99: it compiles, and C sees the same sizes as C++. */
#include "include/netsdk_open.h"

#include <stddef.h>

uint32_t c99_size_of_login(void);
uint32_t c99_size_of_search_answer(void);
uint32_t c99_offset_of_local_ip(void);

uint32_t c99_size_of_login(void)
{
    return (uint32_t)sizeof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY);
}
uint32_t c99_size_of_search_answer(void)
{
    return (uint32_t)sizeof(DEVICE_NET_INFO_EX2);
}
uint32_t c99_offset_of_local_ip(void)
{
    return (uint32_t)offsetof(DEVICE_NET_INFO_EX2, szLocalIP);
}
